"""What can come of asking the centre, besides an answer."""


class Away(Exception):
    """Neither server answers."""


class Refused(Exception):
    """A server understood and said no; asking again changes nothing.

    Args:
        status: Of the answer.
        code: The problem document's.
        parameters: The problem document's.
    """

    def __init__(self, status: int, code: str, parameters: dict[str, object]) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.parameters = parameters
