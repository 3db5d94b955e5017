"""The interpreter that runs everything."""

from dispatch.doctor.finding import Finding, fail, ok

OLDEST = (3, 11)


def check_python(version: tuple[int, int]) -> Finding:
    """Judge the interpreter's version."""
    found = ".".join(map(str, version))
    return (
        ok("python_good", version=found) if version >= OLDEST else fail("python_old", version=found)
    )
