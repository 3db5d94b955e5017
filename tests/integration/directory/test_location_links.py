"""The key that sends a link, at the API: who may, what is answered, and why a centre has none."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from dispatch.config import LocationLinks, Settings, SmsModem
from dispatch.domain.people import Role
from tests.integration.directory.conftest import Centre

NUMBER = "13805276621"
PAGE = LocationLinks(public_url="https://l.example.cn/")
MODEM = SmsModem(device="serial/modem")


def configured(centre: Centre, **sections: object) -> None:
    """Let boot.toml hold these sections."""
    context: Any = centre.app.state.context
    boot = context.settings.boot.model_copy(update=sections)
    settings = Settings(state=context.settings.state, boot=boot)
    centre.app.state.context = replace(context, settings=settings)


async def test_a_link_is_sent_once_for_a_key_and_shown_without_its_token(centre: Centre):
    configured(centre, location_links=PAGE, sms_modem=MODEM)
    call = await centre.offer_call(NUMBER)
    page, key = centre.by(Role.CALL_TAKER), uuid4()
    path = f"/calls/{call.id}/location-links"
    sent = [await page.act("POST", path, {"number": None}, key) for _ in range(2)]
    assert [one.status_code for one in sent] == [200, 200]
    assert sent[0].json() == sent[1].json()
    shown = (await page.get(path)).json()
    assert (shown["hidden"], len(shown["links"])) == (None, 1)
    (link,) = shown["links"]
    assert (link["number"], link["sms_state"], link["sent_by"]) == (NUMBER, "queued", "1027")
    assert "l.example.cn" not in str(shown)
    assert (await centre.kinds()).count("location_link_changed") == 1


@pytest.mark.parametrize(
    ("sections", "reason"),
    [
        ({}, "no_public_address"),
        ({"sms_modem": MODEM}, "no_public_address"),
        ({"location_links": PAGE}, "no_sms_way"),
    ],
)
async def test_a_centre_without_address_or_modem_says_why_it_has_none(
    centre: Centre, sections: dict[str, object], reason: str
):
    configured(centre, **sections)
    call = await centre.offer_call(NUMBER)
    page = centre.by(Role.CALL_TAKER)
    refused = await page.act("POST", f"/calls/{call.id}/location-links", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "links_hidden")
    shown = (await page.get(f"/calls/{call.id}/location-links")).json()
    assert shown == {"hidden": reason, "links": []}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("84361234", "number_not_mobile"),
        ("110", "number_not_mobile"),
        ("13805276621234", "number_not_mobile"),
    ],
)
async def test_a_number_that_no_link_can_reach_is_refused(centre: Centre, number: str, code: str):
    configured(centre, location_links=PAGE, sms_modem=MODEM)
    call = await centre.offer_call(NUMBER)
    page = centre.by(Role.CALL_TAKER)
    refused = await page.act("POST", f"/calls/{call.id}/location-links", {"number": number})
    assert (refused.status_code, refused.json()["code"]) == (422, code)


async def test_a_caller_without_number_needs_one_to_be_typed(centre: Centre):
    configured(centre, location_links=PAGE, sms_modem=MODEM)
    call = await centre.offer_call(None)
    page = centre.by(Role.CALL_TAKER)
    path = f"/calls/{call.id}/location-links"
    refused = await page.act("POST", path, {})
    assert (refused.status_code, refused.json()["code"]) == (409, "number_withheld")
    assert (await page.act("POST", path, {"number": NUMBER})).status_code == 200


async def test_links_of_no_call_are_not_found(centre: Centre):
    found = await centre.by(Role.CALL_TAKER).get(f"/calls/{UUID(int=1)}/location-links")
    assert found.status_code == 404
