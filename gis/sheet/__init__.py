"""A map as one picture, drawn by the server: for print, and for browsers that cannot draw."""
