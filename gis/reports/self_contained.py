"""Writes a folium page as one file: every script and style that it names is put inside."""

import re
from importlib.resources import files
from pathlib import Path

import folium

NAMED = re.compile(
    r'<script src="(?P<script>[^"]+)"></script>'
    r'|<link rel="stylesheet" href="(?P<style>[^"]+)"\s*/?>'
)
PICTURE = re.compile(r"url\(images/[a-z0-9-]+\.png\)")
LEAFLET_SCRIPT, LEAFLET_STYLE, HEAT_SCRIPT = "leaflet.js", "leaflet.css", "leaflet_heat.min.js"


class AssetMissing(Exception):
    """A page names a file that is not at hand: it would be fetched from the network."""


class LocalMap(folium.Map):
    """A map of Leaflet alone: folium's own names jQuery, Bootstrap and fonts too."""

    default_js = [("leaflet", LEAFLET_SCRIPT)]  # noqa: RUF012 - as folium declares it
    default_css = [("leaflet_css", LEAFLET_STYLE)]  # noqa: RUF012


def self_contained(page: folium.Figure, leaflet: Path) -> str:
    """Write a page as one file of HTML.

    Args:
        page: With all that it shows.
        leaflet: Folder of leaflet.js and leaflet.css.

    Raises:
        AssetMissing: Leaflet is not there, or the page uses a plug-in whose files are not kept.
    """

    def inside(named: re.Match[str]) -> str:
        if script := named["script"]:
            return f"<script>{_asset(script, leaflet)}</script>"
        # Marks and folded controls would need Leaflet's pictures; a report has neither.
        return f"<style>{PICTURE.sub('none', _asset(named['style'], leaflet))}</style>"

    return NAMED.sub(inside, page.render())


def _asset(address: str, leaflet: Path) -> str:
    name = address.rsplit("/", 1)[-1]
    if name in {LEAFLET_SCRIPT, LEAFLET_STYLE} and (leaflet / name).is_file():
        return (leaflet / name).read_text(encoding="utf-8")
    if name == HEAT_SCRIPT:
        return (files("folium") / "templates" / name).read_text(encoding="utf-8")
    raise AssetMissing(address)
