"""The commands of README.zh-CN.md, word by word, with this drill's address and folder."""

import re
from pathlib import Path

from tests.hosts.namespaces import SERVER_ADDRESS

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "README.zh-CN.md"


def command(beginning: str, state: Path) -> str:
    """Find the one command of the manual that begins so, for this drill's site."""
    lines = re.findall(r"^(\S.*?)(?:\s+#.*)?$", MANUAL.read_text(encoding="utf-8"), re.MULTILINE)
    found = {line for line in lines if line.startswith(beginning) and "/srv/dispatch120" in line}
    exact = {line for line in found if not re.search(r"/srv/dispatch120-", line)}
    assert len(exact) == 1, f"{beginning}: {sorted(exact)}"
    words = exact.pop().replace("/srv/dispatch120", str(state)).replace("10.0.0.5", SERVER_ADDRESS)
    return re.sub(r" --time-server \S+", "", words)
