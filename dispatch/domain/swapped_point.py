"""A content whose point is one only with longitude and latitude the other way round."""

from collections.abc import Mapping

from gis.datum import is_swapped


def meant_content(content: Mapping[str, object]) -> Mapping[str, object] | None:
    """Give the content with the point that is meant; None where its point is one as it stands."""
    told = content.get("point")
    if not isinstance(told, Mapping):
        return None
    lon, lat = told.get("lon"), told.get("lat")
    if not (isinstance(lon, int | float) and isinstance(lat, int | float)):
        return None
    return {**content, "point": {"lon": lat, "lat": lon}} if is_swapped(lon, lat) else None
