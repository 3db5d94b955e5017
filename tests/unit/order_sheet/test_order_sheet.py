"""The printed order: every word of it is kept, every code has one, and it prints without a map."""

import asyncio
import dataclasses
import json
import shutil
import subprocess
import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from dispatch.adapters.order_sheet.form import CODED, PATIENT, SCENE, Paper, form_of, load_words
from dispatch.adapters.order_sheet.typst_sheets import TypstOrderSheets
from dispatch.domain.incident_form import Answered, Nature, Priority, Sex
from dispatch.domain.nearest_aed import NearestAed
from dispatch.domain.order_sheet import OrderSheet, SheetHospital
from dispatch.domain.travel import Route, TravelMode
from dispatch.domain.vehicle import Crew
from gis.datum import Wgs84

GOLDEN = Path(__file__).parents[2] / "golden" / "order_sheet" / "chest_pain.toml"
AT = datetime(2026, 11, 22, 1, 42, 36, tzinfo=UTC)
POINT = Wgs84(118.3, 33.95)
ROUTE = Route(TravelMode.ROAD, 312, 3900, (), ("中山路", "洪泽湖路"))
PAPER = Paper("Asia/Shanghai", demo=True, fonts=("Noto Sans CJK SC",))
MAP = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="1080" height="360">'
    '<text x="9" y="99" font-family="Noto Sans CJK SC" font-size="40">洪泽湖路</text></svg>'
)


def sheet(**given: Any) -> OrderSheet:
    """A chest pain in 幸福里小区."""
    values: dict[str, Any] = dict.fromkeys(one.name for one in dataclasses.fields(OrderSheet))
    told = {
        "centre_name": "宿城市急救中心",
        "number": "20261122-0047-1",
        "incident_number": "20261122-0047",
        "revision": 2,
        "made_at": AT,
        "reported_at": AT,
        "sent_by": "1027",
        "vehicle_name": "120C2",
        "vehicle_plate": "苏N·120C2",
        "crew": Crew("王磊", "陈静", "周强", None),
        "station_name": "城南站",
        "hospital": SheetHospital(
            UUID(int=1), "市第一人民医院", "洪泽湖路 88 号", "0527-8400", POINT
        ),
        "travel_s": 312,
        "distance_m": 3900,
        "priority": 1,
        "nature": "emergency",
        "place": "幸福里小区 3 号楼 502",
        "place_point": POINT,
        "pick_up": "小区东门",
        "contact_number": "0527-8438 2216",
        "complaint_name": "胸痛",
        "sex": "male",
        "age": "58 岁",
        "conscious": "yes",
        "breathing": "no",
        "stretcher": True,
        "infectious": False,
        "pre_plan": ("备心电图机", "提前通知胸痛中心"),
        "pre_plan_sample": True,
    }
    return OrderSheet(**(values | told | given))


def lines(form: dict[str, Any]) -> Iterable[str]:
    """The form as a reader's eye goes over it; empty fields are left to a pen."""
    yield f"{form['centre']} {form['title']} {form['number']} {form['revision']}"
    for part in ("head", "scene", "patient", "crew"):
        for one in form[part]:
            yield f"{one['label']}：{one['value']}"
    yield from form["pre_plan"]
    yield from form["times"]
    yield from form["signatures"]


@pytest.mark.mission("A36", "A50")
def test_the_words_of_the_form_are_those_that_were_approved():
    approved = tomllib.loads(GOLDEN.read_text("utf-8"))["text"].strip().splitlines()
    assert list(lines(form_of(sheet(), ROUTE, PAPER))) == approved


@pytest.mark.parametrize(
    ("area", "codes"),
    [("nature", Nature), ("sex", Sex), ("answered", Answered), ("priority", Priority)],
)
def test_every_code_has_a_word(area, codes):
    assert {str(code.value) for code in codes} == load_words()[area].keys()


def test_every_field_stands_on_the_form_once():
    names = [name for name, _ in (*SCENE, *PATIENT)]
    assert len(names) == len(set(names))
    assert set(CODED) <= {*names, "priority", "nature"}
    for part in (SCENE, PATIENT):
        assert sum(span for _, span in part) % 6 == 0


def test_a_place_that_is_text_only_and_a_straight_line_say_so():
    straight = Route(TravelMode.STRAIGHT_LINE, 360, 4000, (), ())
    told = json.dumps(form_of(sheet(place_point=None), straight, PAPER), ensure_ascii=False)
    assert "幸福里小区 3 号楼 502（未上图）" in told
    assert "4.0 km · 6 min（直线估算）" in told


def test_the_nearest_aed_is_named_with_its_way_and_none_where_there_is_none():
    aed = NearestAed("AED（中央商场一楼大厅）", "室内 · 10:00-22:00", 180)
    told = json.dumps(form_of(sheet(), ROUTE, PAPER, aed), ensure_ascii=False)
    assert "AED（中央商场一楼大厅） · 180 m · 室内 · 10:00-22:00" in told
    assert "AED" not in json.dumps(form_of(sheet(), ROUTE, PAPER), ensure_ascii=False)


def test_a_site_prints_without_the_mark_of_a_demonstration():
    site = Paper("Asia/Shanghai", demo=False, fonts=())
    assert [form_of(sheet(), None, paper)["watermark"] for paper in (PAPER, site)] == ["演示", ""]


@pytest.mark.parametrize("map_svg", [MAP, None, "<svg broken"])
async def test_it_is_set_as_pdf_a_with_and_without_a_map(map_svg):
    sheets = TypstOrderSheets(zone="Asia/Shanghai", demo=True)
    pdf = await sheets.render(sheet(), ROUTE, map_svg)
    assert pdf.startswith(b"%PDF-")
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf


async def test_what_people_typed_is_never_read_as_markup():
    typed = sheet(notes='#read("/etc/passwd") $ ] " \\', place="*#pagebreak()*")
    pdf = await TypstOrderSheets(zone="UTC", demo=False).render(typed, None, None)
    assert pdf.startswith(b"%PDF-")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext here")
def test_every_word_can_be_read_from_the_pdf(tmp_path: Path):
    made = tmp_path / "sheet.pdf"
    sheets = TypstOrderSheets(zone="Asia/Shanghai", demo=True)
    made.write_bytes(asyncio.run(sheets.render(sheet(), ROUTE, MAP)))
    done = subprocess.run(["pdftotext", made, "-"], capture_output=True, check=True, timeout=30)
    read = done.stdout.decode().replace(" ", "").replace("\n", "")
    told = [line.replace("：", " ") for line in lines(form_of(sheet(), ROUTE, PAPER))]
    words = {word for line in told for word in line.split()}
    assert sorted(word for word in words if word not in read) == []


@pytest.mark.mission("A49")
def test_the_plan_stands_on_the_form_with_its_version_and_whether_it_was_approved():
    told = {"pre_plan_name": "胸痛", "pre_plan_version": 3}
    form = form_of(sheet(**told), None, PAPER)
    assert form["pre_plan"] == ["胸痛 第 3 版【示例，未经审批】", "备心电图机", "提前通知胸痛中心"]
    approved = form_of(sheet(**told, pre_plan_sample=False), None, PAPER)
    assert approved["pre_plan"][0] == "胸痛 第 3 版"
    without = form_of(sheet(pre_plan=(), pre_plan_sample=False), None, PAPER)
    assert without["pre_plan"] == ["无适用预案"]
