"""Who may import whom. Each contract is shown to break on a planted violation.

A contract that cannot fail guards nothing: wildcards that match no module, a module that was
renamed or an ignored import would pass for ever without being noticed.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

import pytest

from tests.contract.architecture.tree import PACKAGES, ROOT, project

CONTRACTS = {c["id"]: c for c in project()["tool"]["importlinter"]["contracts"]}
PARSERS = CONTRACTS["sans-io"]["source_modules"]
LINT_S = 120


@dataclass(frozen=True)
class Plant:
    """A violation: text added to files of the tree, which are made when they do not exist."""

    contract: str
    says: str
    files: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.contract}: {self.says}"


def source_of(module: str) -> str:
    """File of a module or of a package."""
    path = module.replace(".", "/")
    return f"{path}/__init__.py" if (ROOT / path).is_dir() else f"{path}.py"


PLANTS = [
    Plant("systems", "gis knows recorder", {"gis/planted.py": "import recorder"}),
    Plant("systems", "recorder knows gis", {"recorder/planted.py": "import gis.datum"}),
    Plant("systems", "recorder knows dispatch", {"recorder/planted.py": "import dispatch.domain"}),
    Plant("systems", "gis knows dispatch", {"gis/planted.py": "import dispatch.contracts"}),
    Plant(
        "systems",
        "dispatch knows the station's program",
        {"dispatch/bench/planted.py": "import station_client"},
    ),
    Plant(
        "station-wire",
        "the station's program knows a rule",
        {"station_client/planted.py": "import dispatch.domain"},
    ),
    Plant(
        "cover-never-ranks",
        "the list looks at cover",
        {"dispatch/domain/recommend.py": "import dispatch.domain.cover"},
    ),
    Plant(
        "hexagon",
        "services know adapters",
        {
            "dispatch/services/planted/__init__.py": "",
            "dispatch/services/planted/send.py": "import dispatch.adapters",
        },
    ),
    Plant("hexagon", "domain knows ports", {"dispatch/domain/planted.py": "import dispatch.ports"}),
    Plant("hexagon", "api knows workers", {"dispatch/api/planted.py": "import dispatch.workers"}),
    Plant(
        "hexagon",
        "workers know adapters",
        {"dispatch/workers/planted.py": "import dispatch.adapters"},
    ),
    Plant(
        "hexagon",
        "adapters know the command line",
        {"dispatch/adapters/p.py": "import dispatch.cli"},
    ),
    Plant(
        "hexagon",
        "only for the type checker",
        {
            "dispatch/domain/planted.py": "from typing import TYPE_CHECKING\n"
            "if TYPE_CHECKING:\n    import dispatch.services\n"
        },
    ),
    Plant("hexagon", "a stray module", {"dispatch/helpers.py": ""}),
    Plant(
        "pure-domain",
        "domain knows the wire",
        {"dispatch/domain/planted.py": "import dispatch.contracts"},
    ),
    Plant("pure-domain", "domain waits", {"dispatch/domain/planted.py": "import asyncio"}),
    Plant(
        "pure-domain",
        "domain knows more of gis than the datum",
        {"gis/planted.py": "", "dispatch/domain/planted.py": "import gis.planted"},
    ),
    Plant(
        "own-words",
        "a port speaks the wire",
        {"dispatch/ports/planted.py": "import dispatch.contracts"},
    ),
    Plant(
        "own-words",
        "a use case reads settings",
        {
            "dispatch/services/planted/__init__.py": "",
            "dispatch/services/planted/send.py": "import dispatch.config",
        },
    ),
    Plant("edge-only", "a route knows the driver", {"dispatch/api/planted.py": "import psycopg"}),
    Plant(
        "edge-only",
        "a worker knows the recorder",
        {"dispatch/workers/planted.py": "import recorder"},
    ),
    Plant(
        "edge-only",
        "a route reads the road graph itself",
        {"dispatch/api/planted.py": "import gis.routing"},
    ),
    Plant(
        "use-cases",
        "one verb calls another",
        {
            "dispatch/services/planted/__init__.py": "",
            "dispatch/services/planted/send.py": "import dispatch.services.planted.recall",
            "dispatch/services/planted/recall.py": "",
        },
    ),
    Plant(
        "no-cycles",
        "a ring of two",
        {
            "dispatch/domain/planted_egg.py": "import dispatch.domain.planted_hen",
            "dispatch/domain/planted_hen.py": "import dispatch.domain.planted_egg",
        },
    ),
    Plant("sans-io", "a parser waits", {source_of(PARSERS[0]): "\nimport asyncio\n"}),
]


@pytest.fixture(scope="module")
def copied_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages' Python files and the contracts, nothing else."""
    copy = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", copy)
    keep_out = shutil.ignore_patterns("console", "__pycache__", "node_modules", "*.egg-info")
    for package in filter(lambda name: (ROOT / name).is_dir(), PACKAGES):
        shutil.copytree(ROOT / package, copy / package, ignore=keep_out)
    return copy


@contextmanager
def appended(path: Path, text: str) -> Iterator[None]:
    """Add text to a file and take it back."""
    before = path.read_bytes() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as stream:
        stream.write(text.encode())
    try:
        yield
    finally:
        path.unlink() if before is None else path.write_bytes(before)


def lint(tree: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter there; without its cache, which goes by file times and can be fooled."""
    chosen = [part for contract in contracts for part in ("--contract", contract)]
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache", "--no-logo", *chosen],
        cwd=tree,
        capture_output=True,
        text=True,
        timeout=LINT_S,
        check=False,
    )


def test_the_tree_keeps_every_contract(copied_tree: Path):
    done = lint(copied_tree)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(CONTRACTS)} kept, 0 broken" in done.stdout


@pytest.mark.parametrize("plant", PLANTS, ids=attrgetter("id"))
def test_a_planted_violation_breaks_its_contract(copied_tree: Path, plant: Plant):
    with ExitStack() as planted:
        for name, text in plant.files.items():
            planted.enter_context(appended(copied_tree / name, text))
        done = lint(copied_tree, plant.contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "0 kept, 1 broken" in done.stdout


def test_every_parser_is_told_by_name(copied_tree: Path):
    """One parser that is watched must not hide another that is not."""
    with ExitStack() as planted:
        for module in PARSERS:
            planted.enter_context(appended(copied_tree / source_of(module), "\nimport asyncio\n"))
        told = lint(copied_tree, "sans-io").stdout
    assert [m for m in PARSERS if f"{m} is not allowed to import asyncio" not in told] == []


def test_no_layer_of_the_rules_reaches_into_any_process_of_positions_or_roads(copied_tree: Path):
    edge_only = CONTRACTS["edge-only"]
    parts = [name for name in edge_only["forbidden_modules"] if name.startswith("gis.")]
    text = "".join(f"import {part}\n" for part in parts)
    layers = edge_only["source_modules"]
    with ExitStack() as planted:
        for layer in layers:
            path = copied_tree / layer.replace(".", "/") / "planted.py"
            planted.enter_context(appended(path, text))
        told = lint(copied_tree, "edge-only").stdout
    pairs = [(layer, part) for layer in layers for part in parts]
    assert [
        pair for pair in pairs if "{} is not allowed to import {}".format(*pair) not in told
    ] == []


def test_every_contract_has_a_planted_violation():
    assert {plant.contract for plant in PLANTS} == CONTRACTS.keys()


def test_every_package_on_disk_is_watched():
    """A new package that import-linter does not know would be free of all contracts."""
    on_disk = {name for name in PACKAGES if (ROOT / name / "__init__.py").exists()}
    assert on_disk == set(project()["tool"]["importlinter"]["root_packages"])
