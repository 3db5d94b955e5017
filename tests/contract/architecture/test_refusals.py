"""Every refusal has a code of its own and an HTTP status.

A refusal without a status would reach the client as a fault of the server: it would be retried,
alarmed about and counted as a crash, though somebody was only told no.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from dispatch.api.statuses import STATUS
from dispatch.domain.errors import DomainError
from tests.contract.architecture.refusals import list_refusals

REFUSALS = [*range(400, 500), 503]


def without_status(
    refusals: Iterable[type[DomainError]], status: Mapping[type[DomainError], int]
) -> list[str]:
    """Refusals that would become a fault; the table is asked by exact class."""
    return [
        f"{cls.__module__}.{cls.__qualname__}"
        for cls in refusals
        if status.get(cls) not in REFUSALS
    ]


def shared_codes(refusals: Iterable[type[DomainError]]) -> list[str]:
    """Codes that two refusals share: a client could not tell them apart."""
    return sorted(code for code, n in Counter(cls.code for cls in refusals).items() if n > 1)


def test_every_refusal_has_a_status():
    assert without_status(list_refusals(), STATUS) == []


def test_every_status_belongs_to_a_refusal_that_exists():
    assert STATUS.keys() <= set(list_refusals())


def test_every_refusal_has_a_code_of_its_own():
    assert shared_codes(list_refusals()) == []
    assert DomainError.code not in {cls.code for cls in list_refusals()}


def test_a_refusal_without_status_or_with_a_borrowed_code_is_seen():
    class Vague(DomainError):
        code = "vague"

    class AlsoVague(DomainError):
        code = "vague"

    found = without_status([Vague, AlsoVague], {AlsoVague: 409})
    assert [name.rpartition(".")[2] for name in found] == ["Vague"]
    assert shared_codes([Vague, AlsoVague]) == ["vague"]
