"""pytest plugin: files that take minutes begin first, so that no process works alone at the end."""

import pytest

LONGEST = (
    "contract/api/test_any_shape.py",
    "integration/exchange/test_screening.py",
    "integration/exchange/test_overflow.py",
    "integration/survival/test_host_a_dies.py",
    "integration/exchange/test_ring_all.py",
    "e2e/test_kill_matrix.py",
    "e2e/test_answering.py",
    "e2e/test_kill_matrix_of_orders.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put them first, in that order; all others stay where they are."""
    items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    path = item.path.as_posix()
    return next((at for at, name in enumerate(LONGEST) if path.endswith(name)), len(LONGEST))
