"""The printed order sheet 出车命令单, set by typst as PDF/A with the system's Chinese fonts."""
