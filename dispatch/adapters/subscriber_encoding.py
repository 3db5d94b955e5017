"""How the file of a three-field table is written: declared, marked by a BOM, or found out."""

from typing import BinaryIO, Final

from dispatch.adapters.subscriber_csv import BOM
from dispatch.domain.directory_import import FileFault
from dispatch.domain.place_source_plan import Encoding
from dispatch.ports.subscriber_files import FileUnreadable

SAMPLE_BYTES: Final = 1_000_000
WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
"""Of UTF-16, in which lines cannot be split as bytes: such a file is refused."""
MOSTLY: Final = 0.9


def find_encoding(file: BinaryIO, declared: Encoding) -> str:
    """Name the encoding as Python does, and leave the file at its begin; FileUnreadable.

    Where nobody declared it and no mark tells it, it is UTF-8 when nearly every line that is not
    plain ASCII is valid UTF-8, which text in GBK hardly ever is; else GB18030, which holds GBK.
    """
    sample = file.read(SAMPLE_BYTES)
    file.seek(0)
    if sample.startswith(WIDE_MARKS):
        raise FileUnreadable(FileFault.ENCODING_WRONG)
    marked = sample.startswith(BOM)
    if declared is Encoding.AUTO:
        return "utf-8" if marked or _is_utf8(sample) else "gb18030"
    if marked and declared is not Encoding.UTF8:
        raise FileUnreadable(FileFault.ENCODING_WRONG)
    return declared.value


def _is_utf8(sample: bytes) -> bool:
    lines = [line for line in sample.split(b"\n")[:-1] or [sample] if not line.isascii()]
    valid = sum(map(_decodes, lines))
    return valid >= MOSTLY * len(lines)


def _decodes(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
