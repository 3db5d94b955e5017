"""Every operation, as every role and as nobody, with any shape: nothing breaks."""

import pytest

from tests.contract.api.answers import Answer
from tests.contract.api.fuzzing import ask_everything
from tests.contract.api.known_world import KnownWorld

REACHED_AT_LEAST = 0.30
SIGN_IN = "POST /api/v1/session"


@pytest.fixture(scope="module")
def answers(world: KnownWorld) -> list[Answer]:
    """All that the centre answered."""
    return ask_everything(world)


def test_no_shape_breaks_the_server_and_every_error_is_a_problem_document(answers: list[Answer]):
    faults = {answer.operation: answer.fault for answer in answers if answer.fault}
    assert list(faults.values()) == [], "\n".join(faults.values())


def test_nobody_reaches_only_what_is_meant_for_everybody(answers: list[Answer]):
    open_to_all = {one.operation for one in answers if one.who == "nobody" and one.succeeded}
    assert open_to_all - {SIGN_IN} == {"GET /live", "GET /ready", "GET /metrics"}


def test_enough_operations_are_truly_reached(
    answers: list[Answer], capsys: pytest.CaptureFixture[str]
):
    operations = {answer.operation for answer in answers}
    reached = {answer.operation for answer in answers if answer.succeeded}
    share = len(reached) / len(operations)
    with capsys.disabled():
        asked = f"{len(answers)} requests, {len(operations)} operations"
        print(f"\n{asked}, 2xx at {len(reached)} ({share:.0%}); not: {operations - reached}")
    assert share >= REACHED_AT_LEAST
