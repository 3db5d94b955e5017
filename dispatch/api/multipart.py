"""One uploaded file out of a multipart body, as it comes: it never lies whole in memory.

FastAPI's own way would write the whole body to a folder of the machine's before anybody has
asked who sends it.
"""

from collections.abc import Sequence

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from dispatch.domain.directory_import import UploadNotUnderstood

FIELD = b"file"
LONGEST_FILE_NAME = 120
UNNAMED = "upload.csv"


class FilePart:
    """Gives the bytes of the part named `file`.

    Args:
        content_type: Of the request; UploadNotUnderstood when it is not multipart/form-data.
    """

    def __init__(self, content_type: str) -> None:
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary")
        if kind != b"multipart/form-data" or not boundary:
            raise UploadNotUnderstood
        self.file_name = UNNAMED
        self.complete = False
        self._ours = False
        self._header = (b"", b"")
        self._pieces: list[bytes] = []
        try:
            self._parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._begin_part,
                    "on_header_field": self._header_name,
                    "on_header_value": self._header_value,
                    "on_header_end": self._end_header,
                    "on_part_data": self._data,
                    "on_part_end": self._end_part,
                },
            )
        except FormParserError:
            raise UploadNotUnderstood from None

    def feed(self, data: bytes) -> Sequence[bytes]:
        """Give what these bytes hold of the file; UploadNotUnderstood."""
        try:
            self._parser.write(data)
        except FormParserError:
            raise UploadNotUnderstood from None
        pieces, self._pieces = self._pieces, []
        return pieces

    def _begin_part(self) -> None:
        self._ours = False
        self._header = (b"", b"")

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        name, value = self._header
        self._header = (name + data[start:end], value)

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        name, value = self._header
        self._header = (name, value + data[start:end])

    def _end_header(self) -> None:
        (name, value), self._header = self._header, (b"", b"")
        if name.lower() != b"content-disposition":
            return
        _, options = parse_options_header(value)
        self._ours = options.get(b"name") == FIELD and not self.complete
        if self._ours:
            self.file_name = _shown(options.get(b"filename", b""))

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._ours:
            self._pieces.append(data[start:end])

    def _end_part(self) -> None:
        self.complete = self.complete or self._ours


def _shown(sent: bytes) -> str:
    """Make a name for people of what a browser sent; it never becomes part of a path."""
    last = sent.decode("utf-8", "replace").replace("\\", "/").rpartition("/")[2]
    clean = "".join(filter(str.isprintable, last)).strip()
    return clean[:LONGEST_FILE_NAME] or UNNAMED
