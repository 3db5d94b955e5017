"""The call form: what is put in is there, what is not said stays, and every change is named."""

from dataclasses import fields
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from dispatch.domain.incident_form import (
    Answered,
    IncidentForm,
    Nature,
    Priority,
    Sex,
    differences,
)

TEXT = st.text(min_size=1, max_size=20)
SAID = {
    "nature": st.sampled_from(Nature),
    "contact_number": TEXT,
    "sex": st.sampled_from(Sex),
    "age": TEXT,
    "patient_count": st.integers(0, 99),
    "conscious": st.sampled_from(Answered),
    "breathing": st.sampled_from(Answered),
    "priority": st.sampled_from(Priority),
    "infectious": st.booleans(),
    "gestation_weeks": st.integers(0, 45),
    "wanted_hospital": st.builds(UUID, int=st.integers(0, 9)),
    "notes": TEXT,
}
CHANGES = st.fixed_dictionaries({}, optional={k: st.none() | v for k, v in SAID.items()})
NAMES = [field.name for field in fields(IncidentForm)]


@given(CHANGES, CHANGES)
def test_what_was_said_last_is_there_and_the_rest_stays(first, second):
    form = IncidentForm().changed(first).changed(second)
    expected = {**first, **second}
    for name in NAMES:
        empty = Nature.EMERGENCY if name == "nature" else None
        said = expected.get(name)
        assert getattr(form, name) == (empty if said is None else said)


@given(CHANGES, CHANGES)
def test_the_named_differences_are_all_there_are(first, second):
    before = IncidentForm().changed(first)
    after = before.changed(second)
    named = differences(before, after)
    assert set(named) <= second.keys()
    assert before.changed({name: getattr(after, name) for name in named}) == after
    assert (named == ()) == (before == after)


@given(CHANGES, st.randoms())
def test_fields_saved_one_by_one_in_any_order_make_the_same_form(changes, random):
    names = list(changes)
    random.shuffle(names)
    form = IncidentForm()
    for name in names:
        form = form.changed({name: changes[name]})
    assert form == IncidentForm().changed(changes)
