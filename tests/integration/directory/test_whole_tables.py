"""A whole table over the real database: COPY, built beside, compared, swapped in one step."""

import pytest

from dispatch.domain.people import Role
from tests.integration.directory.conftest import Centre

HEADER = "号码,机主,地址,经度,纬度,线路\n"
OLD = "052784388819"


def lines(count: int, road: str = "幸福里") -> str:
    return "".join(f"1390{n:07d},机主{n},{road}{n}号,118.3,33.95,\n" for n in range(count))


def table(count: int, road: str = "幸福里", extra: str = "") -> bytes:
    return (HEADER + lines(count, road) + extra).encode()


async def bring(
    centre: Centre, content: bytes, mode: str = "whole", encoding: str = "auto"
) -> dict[str, object]:
    page = centre.by(Role.ADMINISTRATOR)
    path = f"/directory/imports?mode={mode}&encoding={encoding}"
    begun = await page.send_file(path, content, "全表.csv")
    assert begun.status_code == 200, begun.text
    assert await centre.worker("server-1", lines=7).work_one()
    ended: dict[str, object] = (await page.get(f"/directory/imports/{begun.json()['id']}")).json()
    return ended


async def known(centre: Centre, number: str) -> str | None:
    found = (await centre.queries.read_number(number, 1)).subscriber
    return found.address if found else None


@pytest.mark.mission("A22")
async def test_a_whole_table_replaces_the_old_and_the_difference_is_told(centre: Centre):
    ended = await bring(
        centre, table(20, extra=f"{OLD},王秀英,宿城区洪泽湖路90号,,,\n坏,甲,乙,,,\n")
    )
    assert (ended["state"], ended["stage"], ended["bad_count"]) == ("done", "over", 1)
    assert ended["bad_lines"] == [{"line": 23, "code": "bad_number"}]
    report = ended["report"]
    assert isinstance(report, dict)
    counts = {name: report[name] for name in ("before", "after", "new", "changed", "gone")}
    assert counts == {"before": 8, "after": 21, "new": 20, "changed": 1, "gone": 7}
    (changed,) = [one for one in report["samples"] if one["kind"] == "changed"]
    assert changed["number"] == "052*******19"
    assert changed["before"] == "王** 宿城区洪泽湖***"
    assert await known(centre, OLD) == "宿城区洪泽湖路90号"
    assert await known(centre, "13805276621") is None


async def test_rows_are_added_to_the_table_in_force_also_after_a_swap(centre: Centre):
    await bring(centre, table(20))
    await bring(centre, table(1, "新路"), mode="add")
    assert await known(centre, "13900000000") == "新路0号"
    assert await known(centre, "13900000019") == "幸福里19号"
    again = await bring(centre, table(19, "幸福里"))
    assert again["state"] == "done"
    assert await known(centre, "13900000000") == "幸福里0号"


async def test_a_table_that_shrank_waits_for_a_person(centre: Centre):
    page = centre.by(Role.ADMINISTRATOR)
    await bring(centre, table(50))
    held = await bring(centre, table(10, "错路"))
    assert held["state"] == "held"
    assert await known(centre, "13900000000") == "幸福里0号"
    confirmed = await page.act("POST", f"/directory/imports/{held['id']}/confirm")
    assert confirmed.json()["state"] == "done"
    assert await known(centre, "13900000000") == "错路0号"
    assert await known(centre, "13900000049") is None


async def test_a_held_table_that_was_built_over_is_refused(centre: Centre):
    page = centre.by(Role.ADMINISTRATOR)
    await bring(centre, table(50))
    held = await bring(centre, table(10))
    await bring(centre, table(50, "三路"))
    refused = await page.act("POST", f"/directory/imports/{held['id']}/confirm")
    assert (refused.status_code, refused.json()["code"]) == (409, "import_superseded")
    discarded = await page.act("POST", f"/directory/imports/{held['id']}/discard")
    assert discarded.json()["code"] == "discarded"
    assert await known(centre, "13900000000") == "三路0号"


@pytest.mark.parametrize(
    ("codec", "declared", "found"),
    [
        ("gbk", "auto", "gb18030"),
        ("gb18030", "auto", "gb18030"),
        ("gbk", "gbk", "gbk"),
        ("utf-8", "auto", "utf-8"),
        ("utf-8-sig", "auto", "utf-8"),
        ("utf-8-sig", "utf-8", "utf-8"),
    ],
)
async def test_each_way_to_write_chinese_is_read(
    centre: Centre, codec: str, declared: str, found: str
):
    ended = await bring(centre, table(20).decode().encode(codec), encoding=declared)
    assert (ended["state"], ended["found_encoding"], ended["bad_count"]) == ("done", found, 0)
    assert await known(centre, "13900000002") == "幸福里2号"


async def test_a_wrong_declaration_is_told_line_by_line_or_at_once(centre: Centre):
    utf16 = await bring(centre, table(3).decode().encode("utf-16"))
    assert (utf16["state"], utf16["code"]) == ("failed", "encoding_wrong")
    marked = await bring(centre, table(3).decode().encode("utf-8-sig"), encoding="gbk")
    assert marked["code"] == "encoding_wrong"
    extra = "13900000077,\U00020000,某路,,,\n"
    rare = await bring(centre, table(20, extra=extra).decode().encode("gb18030"))
    assert rare["bad_count"] == 0
    assert await known(centre, "13900000077") == "某路"


async def test_one_broken_line_does_not_turn_a_whole_file_into_another_encoding(centre: Centre):
    ended = await bring(centre, table(40) + b"13911111111,\xff\xfe,a,,,\n")
    assert (ended["found_encoding"], ended["bad_count"]) == ("utf-8", 1)
    assert ended["bad_lines"] == [{"line": 42, "code": "bad_utf8"}]
    assert await known(centre, "13900000039") == "幸福里39号"
