"""Seats of a centre that several tests share, in any order."""

from tests.centre import Person


def sit_down(person: Person) -> int:
    """Take the person's own seat, or a free one; other tests of this run have sat here, too."""
    board = person.get("/board")
    free = [seat["number"] for seat in board["seats"] if seat["staff_number"] is None]
    seat: int = board["you"]["seat"] or free[0]
    assert person.post(f"/seats/{seat}/sign-on").is_success
    return seat
