"""What each role may do, spelled out: a right that slips into a role is seen here."""

import pytest

from dispatch.domain.errors import RightMissing
from dispatch.domain.people import RIGHTS, Role, Verb
from tests.unit.directory.people_at_work import person

#                           taker leader director administrator auditor
MATRIX = {
    Verb.VIEW_BOARD:          "x    x      x        x             .",
    Verb.TAKE_CALLS:          "x    x      .        .             .",
    Verb.LISTEN_IN:           ".    x      x        .             .",
    Verb.SUPERVISE:           ".    x      .        .             .",
    Verb.WORK_TASKS:          "x    x      .        .             .",
    Verb.VIEW_CALLS:          "x    x      x        .             .",
    Verb.VIEW_EVENTS:         ".    x      x        .             x",
    Verb.SEARCH_RECORDINGS:   ".    x      x        .             .",
    Verb.PLAY_RECORDINGS:     ".    x      x        .             .",
    Verb.PLAY_REDACTED:       "x    x      x        .             .",
    Verb.REDACT_RECORDINGS:   ".    .      x        .             .",
    Verb.EXPORT_RECORDINGS:   ".    .      x        .             .",
    Verb.SWITCH_RECORDER:     ".    .      .        x             .",
    Verb.LOOK_UP_SUBSCRIBER:  "x    x      .        .             .",
    Verb.VIEW_KEY_PATIENT:    "x    x      .        .             .",
    Verb.MANAGE_KEY_PATIENTS: ".    x      .        .             .",
    Verb.IMPORT_SUBSCRIBERS:  ".    .      .        x             .",
    Verb.UNMASK:              ".    x      x        .             .",
    Verb.VIEW_INCIDENTS:      "x    x      x        .             .",
    Verb.WORK_INCIDENTS:      "x    x      .        .             .",
    Verb.SEND_ORDERS:         "x    x      .        .             .",
    Verb.CHANGE_DUTY:         "x    x      .        .             .",
    Verb.MANAGE_PEOPLE:       ".    .      .        x             .",
    Verb.MANAGE_SITE:         ".    .      .        x             .",
    Verb.VIEW_SITE:           "x    x      x        x             .",
    Verb.VIEW_AUDIT:          ".    .      .        .             x",
    Verb.VIEW_STATISTICS:     ".    x      x        .             .",
    Verb.MANAGE_LOCKS:        ".    x      .        .             .",
    Verb.RUN_SURGE:           "x    x      .        .             .",
    Verb.WORK_EMERGENCIES:    "x    x      .        .             .",
    Verb.MANAGE_PROMPTS:      ".    .      .        x             .",
    Verb.MANAGE_MAP:          ".    .      .        x             .",
    Verb.VIEW_TRACKS:         ".    x      x        .             .",
    Verb.CLOSE_ROADS:         "x    x      .        x             .",
    Verb.USE_CALIBRATION:     ".    .      x        x             .",
    Verb.EXPLAIN_AUDIO:       ".    x      x        .             .",
    Verb.VIEW_MILEAGE:        ".    x      x        x             .",
    Verb.MANAGE_TERMINALS:    ".    .      .        x             .",
    Verb.SEND_TERMINAL_TEXT:  "x    x      .        .             .",
    Verb.VIEW_STORES:         ".    x      x        x             .",
    Verb.HOLD_RECORDINGS:     ".    x      x        .             .",
    Verb.ASK_DELETION:        ".    x      x        .             .",
    Verb.CONFIRM_DELETION:    ".    .      x        .             .",
}  # fmt: skip
ROLES = (
    Role.CALL_TAKER,
    Role.SHIFT_LEADER,
    Role.DIRECTOR,
    Role.ADMINISTRATOR,
    Role.AUDITOR,
)


@pytest.mark.mission("B41", "A31")
@pytest.mark.parametrize("verb", Verb)
def test_each_verb_belongs_to_these_roles_and_no_other(verb: Verb):
    said = {role for role, mark in zip(ROLES, MATRIX[verb].split(), strict=True) if mark == "x"}
    assert {role for role in Role if verb in RIGHTS[role]} == said


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("verb", Verb)
def test_a_person_is_refused_what_his_roles_do_not_hold(role: Role, verb: Verb):
    who = person("1", role)
    if verb in RIGHTS[role]:
        who.must(verb)
        return
    with pytest.raises(RightMissing) as refused:
        who.must(verb)
    assert refused.value.parameters == {"verb": verb}


def test_two_roles_hold_what_each_of_them_holds():
    both = person("1", Role.AUDITOR, Role.DIRECTOR)
    assert both.rights == RIGHTS[Role.AUDITOR] | RIGHTS[Role.DIRECTOR]
    assert both.streams == person("1", Role.AUDITOR).streams | person("1", Role.DIRECTOR).streams


def test_who_has_no_role_may_nothing():
    assert person("1").rights == frozenset()
