"""Problem documents: every refusal and every fault as data, without prose. Source: RFC 9457."""

from pydantic import Field

from dispatch.contracts.base import View


class FieldProblem(View):
    """One field that was not understood; path joins names and indexes by dots."""

    path: str
    code: str


class Problem(View):
    """A refusal; texts are found by code in the catalogue.

    Args:
        type: urn:dispatch120:problem:CODE.
        parameters: Named values for the text.
    """

    type: str
    status: int
    code: str
    request_id: str
    parameters: dict[str, str | int | None] = Field(default_factory=dict)
    fields: tuple[FieldProblem, ...] = ()
