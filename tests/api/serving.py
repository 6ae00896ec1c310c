"""The application behind a real uvicorn, on a free port of this machine."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from api.app import create_app
from api.settings import Settings


@contextmanager
def serving(settings: Settings) -> Iterator[int]:
    """The port on which it answers until the end of the block."""
    listening = socket.create_server(("127.0.0.1", 0))
    running = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="error", lifespan="on"))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        while not running.started:
            assert thread.is_alive(), "the server ended before it started"
            time.sleep(0.01)
        yield listening.getsockname()[1]
    finally:
        running.should_exit = True
        thread.join(10)
        listening.close()
