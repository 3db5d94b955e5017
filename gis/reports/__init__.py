"""Maps for reports: folium pages that hold all they need and ask no network."""
