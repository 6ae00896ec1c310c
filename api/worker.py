"""What sees to it, in a server, that jobs are worked off: by a process of their own, so that no request waits."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

from api.jobs import Jobs
from api.settings import Settings, environment

_LOOK = 2.0
"""Seconds after which it looks for jobs that another process of the server took, or that were left in the middle."""
_PATIENCE = 10


class Worker:
    """A thread that starts ``api.working`` whenever jobs wait and no other process of this server is at them."""

    def __init__(self, settings: Settings, jobs: Jobs) -> None:
        self._environment = {**os.environ, **environment(settings)}
        self._jobs = jobs
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        self._wake.set()

    def stop(self) -> None:
        """End the process too; the job that it is at goes on when a server starts again."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            if self._jobs.next() and self._free():
                self._work()
            self._wake.wait(_LOOK)
            self._wake.clear()

    def _free(self) -> bool:
        with self._jobs.alone() as alone:
            return alone

    def _work(self) -> None:
        # Not from the working folder (-P): that may have a package of the same name.
        command = [sys.executable, "-P", "-m", "api.working"]
        process = subprocess.Popen(command, env=self._environment, stdin=subprocess.DEVNULL)  # noqa: S603 - ours
        while process.poll() is None:
            if self._stop.wait(0.1):
                process.terminate()
                try:
                    process.wait(_PATIENCE)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
