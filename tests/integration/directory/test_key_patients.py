"""Key patients are flagged before the answer; what else is known of them is a look of its own."""

import pytest

from dispatch.domain.people import Role
from tests.integration.directory.conftest import Centre

PATIENT = {
    "name": "张建国",
    "category": "心衰",
    "numbers": ["84382216", "+86 138 0527 6621"],
    "condition": "氧气在家",
    "access_note": "钥匙在门卫",
    "consent_by": "张建国",
    "consent_on": "2025-01-05T08:00:00+08:00",
}


async def add(centre: Centre) -> str:
    added = await centre.by(Role.SHIFT_LEADER).act("POST", "/key-patients", PATIENT)
    assert added.status_code == 200, added.text
    assert added.json()["numbers"] == ["052784382216", "13805276621"]
    return str(added.json()["id"])


@pytest.mark.mission("A60")
async def test_a_call_of_a_key_patient_is_flagged_and_says_nothing_medical(centre: Centre):
    patient_id = await add(centre)
    call = await centre.offer_call("84382216")
    assert call.caller.key_patient is not None
    assert (str(call.caller.key_patient.id), call.caller.key_patient.category) == (
        patient_id,
        "心衰",
    )


async def test_each_look_is_audited(centre: Centre):
    patient_id = await add(centre)
    taker = centre.by(Role.CALL_TAKER)
    seen = await taker.get(f"/key-patients/{patient_id}")
    assert seen.json()["condition"] == "氧气在家"
    await taker.get(f"/key-patients/{patient_id}")
    look = ("staff:1027", "view_key_patient", patient_id)
    assert (await centre.trail()).count(look) == 2
    assert (await centre.kinds()).count("key_patient_viewed") == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [("建国", 1), ("zjg", 1), ("ZJ", 1), ("心衰", 1), ("", 1), ("%", 0), ("李", 0)],
)
async def test_patients_are_found_by_name_initials_and_category(
    centre: Centre, text: str, found: int
):
    await add(centre)
    listed = await centre.by(Role.CALL_TAKER).get("/key-patients", text=text)
    assert len(listed.json()) == found
    assert "氧气" not in listed.text


async def test_a_change_is_known_at_the_next_call_and_removal_too(centre: Centre):
    patient_id, leader = await add(centre), centre.by(Role.SHIFT_LEADER)
    changed = PATIENT | {"numbers": ["13905241188"]}
    assert (await leader.act("PUT", f"/key-patients/{patient_id}", changed)).status_code == 200
    assert (await centre.offer_call("84382216")).caller.key_patient is None
    assert (await centre.offer_call("13905241188")).caller.key_patient is not None
    assert (await leader.act("DELETE", f"/key-patients/{patient_id}")).status_code == 204
    assert (await centre.offer_call("13905241188")).caller.key_patient is None
    assert (await leader.get(f"/key-patients/{patient_id}")).status_code == 404
    assert (await leader.get("/key-patients")).json() == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"consent_by": " "}, "not_understood"),
        ({"consent_on": None}, "not_understood"),
        ({"consent_on": "2025-01-05T08:00:00"}, "not_understood"),
        ({"consent_on": "2099-01-05T08:00:00Z"}, "consent_not_yet_given"),
        ({"numbers": []}, "not_understood"),
        ({"numbers": ["- -"]}, "number_unusable"),
    ],
)
async def test_nobody_enters_without_consent_and_a_number(
    centre: Centre, wrong: dict[str, object], code: str
):
    refused = await centre.by(Role.SHIFT_LEADER).act("POST", "/key-patients", PATIENT | wrong)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert (await centre.by(Role.SHIFT_LEADER).get("/key-patients")).json() == []
