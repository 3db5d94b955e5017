from hypothesis import given
from hypothesis import strategies as st

from recorder.api.ranges import Unsatisfiable, parse_range
from recorder.errors import InvalidName
from recorder.names import PATTERN, RecordingName


@given(
    header=st.one_of(st.text(max_size=30), st.from_regex(r"bytes=[0-9]*-[0-9]*", fullmatch=True)),
    size_bytes=st.integers(min_value=0, max_value=2**50),
)
def test_a_range_never_leaves_the_file(header, size_bytes):
    try:
        wanted = parse_range(header, size_bytes)
    except Unsatisfiable:
        return
    assert wanted is None or 0 <= wanted.first <= wanted.last < size_bytes


@given(st.one_of(st.text(), st.from_regex(PATTERN, fullmatch=True)))
def test_a_name_that_is_accepted_can_leave_no_folder(text):
    try:
        name = RecordingName.parse(text)
    except InvalidName:
        return
    assert not {"/", "\\", "\0"} & set(name.text)
    assert ".." not in name.text
