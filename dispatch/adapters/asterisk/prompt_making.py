"""Makes the built-in audio with the repository's generator and holds it against what lies there.

The same texts on another machine give the same speech, not the same bytes: numeric libraries round
differently. What is as long, as loud and sample by sample alike counts as the same.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np

from dispatch.adapters.asterisk.prompt_folder import BUILT_IN, SUMS
from dispatch.adapters.prompt_audio import Waves, decoded, level_db
from dispatch.domain.errors import DomainError

GENERATOR = Path(__file__).parents[2] / "simulator" / "voices" / "render"
MAKES_WITHIN_S = 1800
LEAST_LIKENESS, MOST_LEVEL_DB, MOST_SAMPLES = 0.98, 0.5, 400


class GeneratorMissing(DomainError):
    """The generator does not run with that Python; `render` names what it needs."""

    code = "generator_missing"


def make_prompts(python: Path, *, keep: bool) -> tuple[str, ...]:
    """Make every prompt and give the names of those that differ from what is built in.

    Args:
        python: Of the environment that the generator names.
        keep: Whether they take the place of what is built in.

    Raises:
        GeneratorMissing: It does not run there.
    """
    with tempfile.TemporaryDirectory(prefix="d120-prompts-") as folder:
        made = Path(folder)
        _generate(python, made)
        differing = tuple(find_differing(made, BUILT_IN))
        if keep:
            _keep(made, differing)
    return differing


def find_differing(made: Path, there: Path) -> Iterator[str]:
    """Give the names of files that one folder lacks or that sound otherwise."""
    names = {path.name for folder in (made, there) for path in folder.glob("*.alaw")}
    for name in sorted(names):
        one, other = made / name, there / name
        if not (one.exists() and other.exists() and _alike(one.read_bytes(), other.read_bytes())):
            yield name


def _generate(python: Path, out: Path) -> None:
    command = [str(python), str(GENERATOR), str(BUILT_IN), str(out)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=MAKES_WITHIN_S)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        raise GeneratorMissing(python=str(python)) from error


def _keep(made: Path, differing: tuple[str, ...]) -> None:
    """Take over what differs only, and write the sums of all."""
    for name in differing:
        source = made / name
        if source.exists():
            (BUILT_IN / name).write_bytes(source.read_bytes())
    _write_sums()


def _write_sums() -> None:
    files = sorted(BUILT_IN.glob("*.alaw"))
    lines = (f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)
    (BUILT_IN / SUMS).write_text("".join(lines), encoding="utf-8")


def _alike(one: bytes, other: bytes) -> bool:
    if one == other:
        return True
    waves, others = decoded(one), decoded(other)
    return (
        abs(len(waves) - len(others)) <= MOST_SAMPLES
        and abs(level_db(waves) - level_db(others)) <= MOST_LEVEL_DB
        and _likeness(waves, others) >= LEAST_LIKENESS
    )


def _likeness(one: Waves, other: Waves) -> float:
    """Give the best normalised correlation at any shift; 1.0 is exactly the same."""
    size = len(one) + len(other)
    spectrum = np.fft.rfft(one, size) * np.conj(np.fft.rfft(other, size))
    norm = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(np.fft.irfft(spectrum, size).max()) / norm if norm else 0.0
