"""A link in a page leads somewhere: at night nobody searches for a page that was renamed."""

import re
from collections.abc import Iterable
from pathlib import Path

from tests.contract.architecture.tree import place, tracked_files

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def dead_links(pages: Iterable[Path]) -> list[str]:
    """Links to files or headings that are not there; addresses on the network are not followed."""
    return [
        f"{place(page)} {target}"
        for page in pages
        for target in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8")))
        if "://" not in target and not _leads(page, target)
    ]


def _leads(page: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    path = page.parent / name if name else page
    return path.exists() and (not anchor or anchor in _anchors(path))


def _anchors(page: Path) -> set[str]:
    titles = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_link_leads_somewhere():
    assert dead_links(p for p in tracked_files() if p.suffix == ".md") == []


def test_a_dead_link_is_seen(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text("# One (A1)\n[a](#one-a1) [b](#two) ![c](gone.png)\n", encoding="utf-8")
    assert dead_links([page]) == ["page.md:1 #two", "page.md:1 gone.png"]
