"""Asks every operation of the schema, as every role and as nobody, with shapes good and bad."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import uuid4

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from requests.structures import CaseInsensitiveDict
from schemathesis import APIOperation, Case, GenerationMode, HookContext
from schemathesis.core.result import Ok
from schemathesis.schemas import BaseSchema

from tests.centre import Person
from tests.contract.api.answers import Answer
from tests.contract.api.known_world import KnownWorld, bodies_of

COUNTS = {GenerationMode.POSITIVE: 4, GenerationMode.NEGATIVE: 2}
NOBODY = "nobody"
SIGN_OUT = "DELETE /api/v1/session"
PREFIX = "/api/v1"
ANSWER_WITHIN_S = 10.0

Operation: TypeAlias = APIOperation[Any, Any, Any, Any]
AnyCase: TypeAlias = Case[Any]


def ask_everything(world: KnownWorld) -> list[Answer]:
    """Give every answer of one server to everybody."""
    schema = schemathesis.openapi.from_url(f"{world.centre.urls[0]}/openapi.json")
    _teach(schema, world)
    answers: list[Answer] = []
    with requests.Session() as session:
        askers = [Asker(world, session, who) for who in (*world.people, NOBODY)]
        for found in schema.get_all_operations():
            assert isinstance(found, Ok)
            for mode in COUNTS:
                _let_all_ask(found.ok(), mode, askers, answers)
    return answers


def _let_all_ask(
    operation: Operation, mode: GenerationMode, askers: list["Asker"], answers: list[Answer]
) -> None:
    """Let everybody ask one operation with the same shapes."""

    @settings(
        max_examples=COUNTS[mode],
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask_once(case: AnyCase) -> None:
        headers = dict(case.headers or {})
        answers.extend(asker.ask(case, headers, mode) for asker in askers)

    with suppress(Unsatisfiable):  # where nothing is asked for, no shape is a bad one
        ask_once()


@dataclass(frozen=True, slots=True)
class Asker:
    """One person at the door, or nobody."""

    world: KnownWorld
    session: requests.Session
    who: str

    def ask(self, case: AnyCase, headers: dict[str, Any], mode: GenerationMode) -> Answer:
        """Ask once."""
        case.headers = CaseInsensitiveDict(
            self._headers(case, headers, keep_key=mode is GenerationMode.NEGATIVE)
        )
        answer = case.call(session=self.session, timeout=ANSWER_WITHIN_S)
        return Answer(
            who=self.who,
            operation=case.operation.label,
            status=answer.status_code,
            media_type=answer.headers.get("content-type", [""])[0],
            body=answer.content,
            asked=case.as_curl_command() if answer.status_code >= 400 else "",
        )

    def _headers(self, case: AnyCase, sent: dict[str, Any], *, keep_key: bool) -> dict[str, Any]:
        """Sign the request, so that what is tried is not only the door."""
        ours = {"authorization"} if keep_key else {"authorization", "idempotency-key"}
        headers = {name: value for name, value in sent.items() if name.lower() not in ours}
        if not keep_key:
            headers["Idempotency-Key"] = str(uuid4())
        if person := self._person(case):
            headers["Authorization"] = person.http.headers["Authorization"]
        return headers

    def _person(self, case: AnyCase) -> Person | None:
        if self.who != NOBODY and case.operation.label == SIGN_OUT:
            return self.world.leaving
        return self.world.people.get(self.who)


def _teach(schema: BaseSchema, world: KnownWorld) -> None:
    """Mix what exists into what is generated, so that requests reach beyond the first check."""
    bodies = bodies_of(world)

    @schema.hook
    def before_generate_path_parameters(
        context: HookContext, strategy: st.SearchStrategy[dict[str, Any]]
    ) -> st.SearchStrategy[dict[str, Any]]:
        assert context.operation is not None
        names = [one.name for one in context.operation.path_parameters]
        known = {name: st.sampled_from(world.ids[name]) for name in names if name in world.ids}
        return st.one_of(st.fixed_dictionaries(known), strategy) if known else strategy

    @schema.hook
    def before_generate_body(
        context: HookContext, strategy: st.SearchStrategy[Any]
    ) -> st.SearchStrategy[Any]:
        assert context.operation is not None
        body = bodies.get(context.operation.label.replace(PREFIX, "", 1))
        return strategy if body is None else st.one_of(st.just(body), strategy)
