"""Files of at most 400 lines, functions of at most 40, branches at most three deep.

The admired code bases have a median function of 5 to 10 lines; what they are blamed for are
single giants. So the maximum is bounded, not only the median. A reader at night holds two
conditions in mind, not five; `with` opens a thing and decides nothing, so it does not count.
"""

import ast
from collections.abc import Iterable
from pathlib import Path

from tests.contract.architecture.tree import functions, parse, place, python_files, tracked_files

FILE_LINES = 400
VUE_FILE_LINES = 200
FUNCTION_LINES = 40
LINES_BY_SUFFIX = {
    ".py": FILE_LINES,
    ".ts": FILE_LINES,
    ".js": FILE_LINES,
    ".css": FILE_LINES,
    ".sh": FILE_LINES,
    ".vue": VUE_FILE_LINES,
}
GENERATED = ".gen."
BRANCHES = 3
BRANCH = ast.If | ast.For | ast.AsyncFor | ast.While | ast.Try | ast.Match
SCOPE = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda


def giant_files(paths: Iterable[Path]) -> list[str]:
    """Files with more lines than their kind may have; generated ones are read by no person."""
    counted = ((path, len(path.read_bytes().splitlines())) for path in paths if _is_bounded(path))
    return [
        f"{place(path)} {lines} lines"
        for path, lines in counted
        if lines > LINES_BY_SUFFIX[path.suffix]
    ]


def giant_functions(paths: Iterable[Path]) -> list[str]:
    """Functions longer than a screen, signature and docstring counted."""
    return [
        f"{place(path, function.lineno)} {function.name}: {lines} lines"
        for path in paths
        for function in functions(parse(path))
        if (lines := (function.end_lineno or function.lineno) - function.lineno + 1)
        > FUNCTION_LINES
    ]


def deep_functions(paths: Iterable[Path]) -> list[str]:
    """Functions that branch within a branch within a branch within a branch."""
    return [
        f"{place(path, function.lineno)} {function.name}"
        for path in paths
        for function in functions(parse(path))
        if _depth(function) > BRANCHES
    ]


def _depth(node: ast.AST) -> int:
    inner = [child for child in ast.iter_child_nodes(node) if not isinstance(child, SCOPE)]
    return max((_depth(child) + _opens(child, node) for child in inner), default=0)


def _opens(child: ast.AST, parent: ast.AST) -> bool:
    is_elif = isinstance(child, ast.If) and isinstance(parent, ast.If) and parent.orelse == [child]
    return isinstance(child, BRANCH) and not is_elif


def _is_bounded(path: Path) -> bool:
    return path.suffix in LINES_BY_SUFFIX and GENERATED not in path.name


def test_no_file_is_a_giant():
    assert giant_files(tracked_files()) == []


def test_no_function_is_a_giant():
    assert giant_functions(python_files()) == []


def test_no_function_is_a_cave():
    assert deep_functions(python_files()) == []


def test_a_cave_is_seen(tmp_path: Path):
    module = tmp_path / "cave.py"
    module.write_text(
        "def deep():\n for a in b:\n  while a:\n   with a:\n    try:\n     if a: pass\n"
        "    finally: pass\n"
        "def flat():\n if a: pass\n elif b: pass\n elif c: pass\n elif d: pass\n",
        encoding="utf-8",
    )
    assert deep_functions([module]) == ["cave.py:1 deep"]


def test_a_giant_is_seen(tmp_path: Path):
    page = tmp_path / "Page.vue"
    page.write_text("<p />\n" * (VUE_FILE_LINES + 1), encoding="utf-8")
    module = tmp_path / "giant.py"
    module.write_text("async def f():\n" + "    pass\n" * FUNCTION_LINES, encoding="utf-8")
    generated = tmp_path / "contracts.gen.ts"
    generated.write_text("\n" * (FILE_LINES + 1), encoding="utf-8")
    assert giant_files([page, module, generated]) == [f"Page.vue:1 {VUE_FILE_LINES + 1} lines"]
    assert giant_functions([module]) == [f"giant.py:1 f: {FUNCTION_LINES + 1} lines"]
