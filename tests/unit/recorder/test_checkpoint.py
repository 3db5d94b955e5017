import pytest

from recorder.integrity.checkpoint import MAX_LINE_CHARACTERS, Checkpoint, SigningKey
from recorder.integrity.merkle import leaf_hash

KEY = SigningKey.from_secret("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")
ROOT = leaf_hash(b"leaf")
AT = "2026-11-22T01:45:01.000000Z"


def signed(size: int = 7, clock_offset_us: int | None = -1500) -> Checkpoint:
    return KEY.sign(log="node1", size=size, root=ROOT, at=AT, clock_offset_us=clock_offset_us)


@pytest.mark.parametrize("clock_offset_us", [None, -1500, 0, 20])
def test_the_printed_line_says_all_and_is_read_again(clock_offset_us):
    made = signed(clock_offset_us=clock_offset_us)

    assert Checkpoint.parse(made.line) == made
    assert made.is_signed_by([KEY.public])
    assert len(made.line) < MAX_LINE_CHARACTERS


def test_no_character_of_the_line_can_be_changed():
    line = signed().line
    believed = []
    for at, character in enumerate(line):
        forged = line[:at] + ("1" if character != "1" else "2") + line[at + 1 :]
        found = Checkpoint.parse(forged)
        if found is not None and found.is_signed_by([KEY.public]):
            believed.append(at)

    assert believed == []


def test_another_key_signs_nothing_of_ours():
    assert not signed().is_signed_by([SigningKey(bytes(32)).public])


@pytest.mark.parametrize(
    "line", ["", "dispatch120-checkpoint-1 node1", "x" * 300, "dispatch120-checkpoint-2" * 9]
)
def test_what_is_no_checkpoint_is_none(line):
    assert Checkpoint.parse(line) is None


@pytest.mark.parametrize("secret", ["", "short", "AAEC" * 20])
def test_a_secret_of_another_length_is_no_key(secret):
    with pytest.raises(ValueError):  # noqa: PT011 - whichever the library says
        SigningKey.from_secret(secret)
