"""How recordings are kept: full disks, second copies, media, retention, deletion."""
