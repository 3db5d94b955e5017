"""Whose numbers simulated callers have."""

from pathlib import Path

from dispatch.simulator.callers import read_numbers


def test_numbers_come_from_the_first_column_and_damage_is_left_out(tmp_path: Path):
    file = tmp_path / "numbers.csv"
    file.write_text("\ufeffnumber,owner\n13800138000,张三\n,withheld\n+8613,x\nabc,y\n\n", "utf-8")
    assert read_numbers(file) == ["13800138000", None, "+8613", None]
