"""Defibrillators for everybody 自动除颤器 (AED), as a caller is told of them.

Source: tags of ``emergency=defibrillator`` in the OSM wiki. Most of them have no name there: they
are called by where they hang or whose they are.
"""

from gis.storage.kinds import AED, Tags

_ACCESS = {
    "yes": "公众可用",
    "public": "公众可用",
    "permissive": "公众可用",
    "customers": "营业时可用",
    "private": "仅限内部",
    "no": "不对外",
}
_ROUND_THE_CLOCK = "24/7"
_WHERE = ("defibrillator:location", "location:description", "operator")


def is_aed(tags: Tags) -> bool:
    """Tell whether a thing is one."""
    return tags.get("emergency") == AED


def aed_name(tags: Tags) -> str:
    """Name it: as it is called, or by its place or owner."""
    where = next((tags[tag] for tag in _WHERE if tags.get(tag)), "")
    return tags.get("name") or (f"AED（{where}）" if where else "AED")


def aed_detail(tags: Tags) -> str:
    """Say how one gets at it: where it hangs, who may, when, whose it is; only what is tagged."""
    hours = tags.get("opening_hours", "")
    told = (
        tags.get("defibrillator:location", "") if tags.get("name") else "",
        {"yes": "室内", "no": "室外"}.get(tags.get("indoor", ""), ""),
        f"{tags['level']} 层" if tags.get("level") else "",
        _ACCESS.get(tags.get("access", ""), ""),
        "全天" if hours == _ROUND_THE_CLOCK else hours,
        tags.get("operator", ""),
    )
    return " · ".join(part for part in told if part)
