"""One verb, one file, one word: `answer_call.py` holds `answer_call` and no other way in.

So a feature is found by its name in the file list, and a use case cannot grow a second door. A
commit inside would store half of a command: the unit of work alone commits.
"""

import ast
from collections.abc import Iterable
from pathlib import Path

from tests.contract.architecture.tree import ROOT, parse, place, tracked_files

SERVICES = ROOT / "dispatch" / "services"


def doors(paths: Iterable[Path]) -> list[str]:
    """Use cases whose public functions are not exactly the one that the file is named after."""
    return [
        f"{place(path)} {public}"
        for path in paths
        if (public := _public_functions(parse(path))) != [path.stem]
    ]


def commits(paths: Iterable[Path]) -> list[str]:
    """Use cases that end their transaction themselves."""
    return [
        place(path, node.lineno)
        for path in paths
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Attribute) and node.attr in {"commit", "rollback"}
    ]


def _public_functions(tree: ast.Module) -> list[str]:
    return [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name[0] != "_"
    ]


def use_cases() -> list[Path]:
    return [
        path
        for path in tracked_files()
        if path.is_relative_to(SERVICES) and path.suffix == ".py" and path.name != "__init__.py"
    ]


def test_every_use_case_is_one_verb_with_the_name_of_its_file():
    assert use_cases()
    assert doors(use_cases()) == []


def test_no_use_case_commits():
    assert commits(use_cases()) == []


def test_a_second_door_and_a_commit_are_seen(tmp_path: Path):
    path = tmp_path / "send_order.py"
    path.write_text(
        "async def send_order(command, tx):\n    await tx.commit()\n\ndef recall_order(): ...\n",
        encoding="utf-8",
    )
    assert doors([path]) == ["send_order.py:1 ['send_order', 'recall_order']"]
    assert commits([path]) == ["send_order.py:2"]
