"""What the listener shows, and under which policy: no other site, no script but its own."""

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent
OVER = (
    "链接已失效。如仍需急救，请再拨 120。",
    "This link is over. If you need help, call 120 again.",
)
BUSY = (
    "现在忙，请稍等再打开。如需急救请拨 120。",
    "Busy: open it again in a moment. If you need help, call 120.",
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the headers that go with it."""

    text: str
    headers: Mapping[str, str]


def _page(text: str) -> Page:
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src {_hashes(text, 'style')}",
            f"script-src {_hashes(text, 'script')}",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )
    return Page(
        text,
        {
            "Content-Security-Policy": policy,
            "Cache-Control": "no-store",
            "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "X-Robots-Tag": "noindex",
        },
    )


def _hashes(text: str, element: str) -> str:
    """Name the page's own scripts or styles by their hash; without any, none may run."""
    own = re.findall(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
    hashes = (b64encode(sha256(one.encode()).digest()).decode() for one in own)
    return " ".join(f"'sha256-{one}'" for one in hashes) or "'none'"


def ask_page() -> Page:
    """Give the page that asks for the place."""
    return _page((FOLDER / "page.html").read_text(encoding="utf-8"))


def told_page(sentence: tuple[str, str]) -> Page:
    """Give a page that says one thing in two languages, and dials 120."""
    text = (FOLDER / "over.html").read_text(encoding="utf-8")
    return _page(text.replace("SENTENCE_ZH", sentence[0]).replace("SENTENCE_EN", sentence[1]))
