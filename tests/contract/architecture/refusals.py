"""All refusals that a request can meet, found by importing every module that may define one."""

import importlib
import pkgutil

import dispatch.api
import dispatch.domain
import dispatch.ports
import dispatch.services
from dispatch.domain.errors import DomainError

MET_BY_REQUESTS = (dispatch.domain, dispatch.ports, dispatch.services, dispatch.api)


def list_refusals() -> list[type[DomainError]]:
    """Classes that are raised, by code; a base that only groups others is not one of them."""
    for package in MET_BY_REQUESTS:
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            importlib.import_module(module.name)
    within = tuple(f"{package.__name__}." for package in MET_BY_REQUESTS)
    found = {cls for cls in _below(DomainError) if cls.__module__.startswith(within)}
    return sorted(found, key=lambda cls: (cls.code, cls.__qualname__))


def _below(base: type[DomainError]) -> set[type[DomainError]]:
    direct = set(base.__subclasses__())
    return direct.union(*(_below(cls) for cls in direct))
