"""An uploaded file is found in any split of a multipart body; its name never becomes a path."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatch.api.multipart import FilePart
from dispatch.domain.directory_import import UploadNotUnderstood

BOUNDARY = "----d120"
KIND = f"multipart/form-data; boundary={BOUNDARY}"


def body(content: bytes, name: str = "file", file_name: str = "三字段.csv") -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="note"\r\n\r\nnot this\r\n'
    head += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; '
    head += f'filename="{file_name}"\r\nContent-Type: text/csv\r\n\r\n'
    return head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


@given(st.binary(max_size=300), st.integers(1, 90))
def test_any_split_gives_the_file_and_nothing_else(content, step):
    part, whole = FilePart(KIND), body(content)
    pieces = [
        piece for at in range(0, len(whole), step) for piece in part.feed(whole[at : at + step])
    ]
    assert b"".join(pieces) == content
    assert part.complete
    assert part.file_name == "三字段.csv"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\\\data\\\\三字段.csv", "三字段.csv"),
        ("", "upload.csv"),
        ("a\x07b.csv", "ab.csv"),
        ("x" * 300, "x" * 120),
    ],
)
def test_the_name_is_for_people(sent: str, shown: str):
    part = FilePart(KIND)
    part.feed(body(b"1", file_name=sent))
    assert part.file_name == shown


def test_a_body_that_breaks_off_is_not_complete():
    part = FilePart(KIND)
    part.feed(body(b"13800000001")[:-20])
    assert not part.complete


def test_a_body_without_the_field_is_not_complete():
    part = FilePart(KIND)
    assert part.feed(body(b"13800000001", name="other")) == []
    assert not part.complete


@pytest.mark.parametrize(
    "kind",
    ["", "application/json", "multipart/form-data", f"multipart/form-data; boundary={'b' * 999}"],
)
def test_what_is_no_form_is_refused(kind: str):
    with pytest.raises(UploadNotUnderstood):
        FilePart(kind)


def test_noise_is_refused():
    with pytest.raises(UploadNotUnderstood):
        FilePart(KIND).feed(b"number,owner,address\n")
