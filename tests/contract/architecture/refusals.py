"""All refusals of the command server, found by importing every module that may define one."""

import importlib
import pkgutil

import dispatch.api
import dispatch.domain
import dispatch.ports
import dispatch.services
from dispatch.domain.errors import DomainError


def list_refusals() -> list[type[DomainError]]:
    """Classes that are raised, by code; a base that only groups others is not one of them."""
    for package in (dispatch.domain, dispatch.ports, dispatch.services, dispatch.api):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            importlib.import_module(module.name)
    found = {cls for cls in _below(DomainError) if cls.__module__.startswith("dispatch.")}
    return sorted(found, key=lambda cls: (cls.code, cls.__qualname__))


def _below(base: type[DomainError]) -> set[type[DomainError]]:
    direct = set(base.__subclasses__())
    return direct.union(*(_below(cls) for cls in direct))
