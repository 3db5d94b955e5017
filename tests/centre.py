"""A whole running centre for tests: the one that the benches measure."""

from dispatch.bench.centre import PROGRAM, READY_WITHIN_S, Centre, Person, running_centre, until

__all__ = ["PROGRAM", "READY_WITHIN_S", "Centre", "Person", "running_centre", "until"]
