"""Running the application with uvicorn."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from socket import IPPROTO_TCP, TCP_NODELAY
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.config import LOGGING_CONFIG
from uvicorn.supervisors import Multiprocess

from api.app import create_app
from api.opening import open_store
from api.settings import Settings, environment

_PATIENCE = 10  # seconds that requests have to end when the server is told to


def serve(settings: Settings, *, host: str = "127.0.0.1", port: int = 8000, workers: int = 1) -> None:
    """Serve until it is told to stop; raises ConciteError where the store cannot be opened or a setting will not do."""
    app = create_app(settings)  # what is wrong is said here, not by a server that half started
    open_store(settings).close()
    options: dict[str, Any] = {
        "host": host,
        "port": port,
        "log_config": _log_config(),
        "server_header": False,
        "timeout_graceful_shutdown": _PATIENCE,
    }
    if workers == 1:
        uvicorn.run(app, **options)
        return
    config = uvicorn.Config("api.server:app_from_environment", factory=True, workers=workers, **options)
    with exported(settings), closing(config.bind_socket()) as listening:
        # Uvicorn leaves it out here: each further answer over a connection would wait 40 ms (Kludex/uvicorn#3149).
        listening.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        Multiprocess(config, [listening]).run()


def app_from_environment() -> FastAPI:
    """What a worker process runs: it gets its settings from the one that started it."""
    return create_app(Settings())


@contextmanager
def exported(settings: Settings) -> Iterator[None]:
    """Settings in the environment, for processes that start meanwhile."""
    before = dict(os.environ)
    os.environ.update(environment(settings))
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _log_config() -> dict[str, Any]:
    """Uvicorn's own, with requests on standard error like everything that is said."""
    config = copy.deepcopy(LOGGING_CONFIG)
    config["handlers"]["access"]["stream"] = "ext://sys.stderr"
    return config
