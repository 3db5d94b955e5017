"""Real cities from OpenStreetMap, and the process as it runs at a site."""

import signal
import subprocess
from pathlib import Path
from random import Random

import httpx2
import pytest

from dispatch.adapters.host.boot_file import choose_free_ports, plan_boot, write_boot
from dispatch.adapters.host.layout import Layout
from dispatch.adapters.host.secrets import ensure_secrets, read_secret
from dispatch.bench.centre import PROGRAM, until
from dispatch.config import load_settings
from gis.datum import Wgs84
from gis.routing.build import build
from gis.routing.graph import load
from gis.routing.router import Router

CITIES = Path(__file__).parents[4] / "shared" / "data" / "osm"
VEHICLES = 100


@pytest.mark.parametrize("name", ["heidelberg-ors", "macau-twoway"])
def test_a_real_city_is_read_and_nearly_all_of_it_reaches_nearly_all(
    tmp_path: Path, name: str
) -> None:
    pbf = CITIES / f"{name}.osm.pbf"
    if not pbf.exists():
        pytest.skip(f"{pbf} is not here")
    build(pbf, tmp_path / "graph.npz")
    router = Router(load(tmp_path / "graph.npz"))
    pieces, random = router.graph.pieces, Random(120)

    def somewhere() -> Wgs84:
        place = random.randrange(len(pieces.lon))
        return Wgs84(float(pieces.lon[place]), float(pieces.lat[place]))

    starts = [somewhere() for _ in range(VEHICLES)]
    legs = router.legs_to(Wgs84(float(pieces.lon[0]), float(pieces.lat[0])), starts)
    assert router.graph.main_share > 0.9
    assert sum(leg is not None for leg in legs) > 0.8 * VEHICLES


def test_the_process_starts_without_a_region_and_stops_when_told(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    layout.secrets.mkdir()
    ensure_secrets(layout, first_start=True)
    write_boot(layout, plan_boot(layout, "site", ports=choose_free_ports()))
    roads = load_settings(tmp_path).boot.roads
    assert roads is not None
    headers = {"Authorization": f"Bearer {read_secret(layout, 'gis_api')}"}
    command = [str(PROGRAM), "roads", "--state", str(tmp_path)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            health = until(lambda: httpx2.get(f"{roads.url}/health", headers=headers).json())
            process.terminate()
            assert process.wait(10) in {0, -signal.SIGTERM}
        finally:
            process.kill()
    assert (health["region"], health["fault"]) == (None, "no_region")
