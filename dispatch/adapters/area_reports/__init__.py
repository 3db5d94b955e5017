"""Reports with a map, drawn by folium over the region in force."""

from dispatch.adapters.area_reports.drawing import FoliumAreaReports

__all__ = ["FoliumAreaReports"]
