"""One check a file: a pure judgement of what a small probe found."""
