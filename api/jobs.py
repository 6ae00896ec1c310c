"""Long work: each job is a folder with what was uploaded and ``job.json``, so that it outlives the server.

Jobs of one store stand in one folder; their ids are in the order in which they came. One process at a
time works them off (``api.working``): it holds the lock, which goes with it however it ends.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout
from pydantic import ConfigDict, Field

from api.adding import AddedShape, RemovedShape
from api.deciding import now
from api.problems import Problem
from api.settings import Settings, data_folder
from api.shapes import Shape
from graph.errors import ConciteError, NotFound

TRIES = 3
"""How often a job is begun again whose process ended in the middle."""
MOST_WAITING = 20
_KEPT = 200  # jobs that have ended
_STALE = 24 * 3600  # seconds after which what was not uploaded whole is thrown away
_ID = re.compile(r"[0-9a-f]{24}")

State = Literal["queued", "running", "done", "failed", "interrupted"]


class Busy(ConciteError):
    title = "Too many jobs wait"
    status = 429
    exit_code = 4
    default_hint = "Wait until some have ended: `GET /v1/jobs` lists them."


class JobShape(Shape):
    """A long upload or removal. Ask again while it is ``queued`` or ``running``.

    ``report`` and ``removed`` grow while it runs; ``problem`` says why it failed, or what it waits for. It is
    ``interrupted`` where the server went down, or out of memory, again and again.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "187bf4d0e1a2b3c4d5e6f708",
                    "kind": "add",
                    "source": "papers.bib",
                    "state": "queued",
                    "created": "2026-01-01T00:00:00+00:00",
                    "tries": 0,
                    "form": None,
                    "columns": {},
                    "id_prefix": "",
                    "sync": True,
                    "report": None,
                    "removed": None,
                    "problem": None,
                }
            ]
        }
    )

    id: str
    kind: Literal["add", "delete"]
    source: str = Field(description="The name of the source that is added or deleted.")
    state: State
    created: str
    tries: int = Field(default=0, description="How often it was begun.")
    form: str | None = None
    columns: dict[str, str] = Field(default={}, description="Names of a table's columns, by field.")
    id_prefix: str = ""
    sync: bool = False
    report: AddedShape | None = None
    removed: RemovedShape | None = None
    problem: Problem | None = None

    @property
    def ended(self) -> bool:
        return self.state not in ("queued", "running")


class Jobs:
    """The jobs of one store."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def spool(self, name: str) -> Iterator[Path]:
        """Where an upload of this name is put while it comes in; what is left of it is thrown away."""
        self._tidy()
        folder = self._folder / "incoming" / secrets.token_hex(8)
        folder.mkdir(parents=True)
        try:
            yield folder / name
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def add(
        self,
        kind: Literal["add", "delete"],
        source: str,
        upload: Path | None = None,
        *,
        form: str | None = None,
        columns: Mapping[str, str] | None = None,
        id_prefix: str = "",
        sync: bool = False,
    ) -> JobShape:
        """A new job; ``upload`` moves to it. Raises Busy where too many wait."""
        if sum(not job.ended for job in self.all()) >= MOST_WAITING:
            raise Busy(f"{MOST_WAITING} jobs wait already")
        id_ = f"{time.time_ns():016x}{secrets.token_hex(4)}"
        job = JobShape(
            id=id_,
            kind=kind,
            source=source,
            state="queued",
            created=now(),
            form=form,
            columns=dict(columns or {}),
            id_prefix=id_prefix,
            sync=sync,
        )
        (self._folder / id_).mkdir(parents=True)
        if upload is not None:
            self.upload(job).parent.mkdir()
            upload.replace(self.upload(job))
        self.save(job)
        return job

    def upload(self, job: JobShape) -> Path:
        return self._folder / job.id / "upload" / job.source

    def get(self, id_: str) -> JobShape:
        """Raises NotFound."""
        try:
            if _ID.fullmatch(id_):
                return JobShape.model_validate_json(self._file(id_).read_bytes())
        except FileNotFoundError:
            pass
        raise NotFound(f"no job {id_!r}", hint="`GET /v1/jobs` lists them; those that ended long ago are forgotten.")

    def all(self) -> list[JobShape]:
        """The newest last."""
        ids = sorted(file.parent.name for file in self._folder.glob("*/job.json"))
        return [self.get(id_) for id_ in ids]

    def next(self) -> JobShape | None:
        """The oldest that has not ended."""
        return next((job for job in self.all() if not job.ended), None)

    def save(self, job: JobShape) -> None:
        """Keep what has become of a job; the upload of one that has ended is not kept."""
        part = self._file(job.id).with_suffix(f".{secrets.token_hex(4)}.part")
        part.write_text(json.dumps(job.model_dump(), ensure_ascii=False), encoding="utf-8")
        part.replace(self._file(job.id))
        if job.ended:
            shutil.rmtree(self.upload(job).parent, ignore_errors=True)

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether nobody else works the jobs off, and nobody will while this lasts."""
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._folder / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()

    def _file(self, id_: str) -> Path:
        return self._folder / id_ / "job.json"

    def _tidy(self) -> None:
        for job in [job for job in self.all() if job.ended][:-_KEPT]:
            shutil.rmtree(self._folder / job.id, ignore_errors=True)
        for folder in self._folder.glob("incoming/*"):
            if time.time() - folder.stat().st_mtime > _STALE:
                shutil.rmtree(folder, ignore_errors=True)


def jobs_of(settings: Settings) -> Jobs:
    """The jobs of the store that settings name, in the data folder."""
    store = hashlib.sha256(settings.store.encode()).hexdigest()[:16]
    return Jobs(data_folder() / "jobs" / store)
