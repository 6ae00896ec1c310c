"""What an application keeps while it runs; nothing of it is global."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict, cast

from fastapi import FastAPI, Request
from pydantic import SecretStr

from api.apart import Apart
from api.render import Pages
from api.settings import Settings
from api.tagging import Extractor
from api.tries import Tries
from graph.store import Store

if TYPE_CHECKING:
    from api.jobs import Jobs
    from api.worker import Worker


@dataclass(frozen=True, slots=True)
class State:
    """Opened when the application starts, closed when it ends."""

    settings: Settings
    version: str
    store: Store
    extractor: Extractor
    token: SecretStr | None
    """What lets a client write; without one none may."""
    tries: Tries
    """Who sent other tokens than that."""
    jobs: Jobs
    worker: Worker
    apart: Apart
    """For questions that take long."""
    exports: Apart
    """For the pieces of files, which wait for one another but not for those."""


class Lifespan(TypedDict):
    """What the lifespan hands to every request."""

    concite: State


def state_of(request: Request) -> State:
    return cast(State, request.state.concite)


def pages_of(request: Request) -> Pages:
    """The templates: there before the application starts, since errors are pages too."""
    return cast(Pages, cast(FastAPI, request.app).state.pages)
