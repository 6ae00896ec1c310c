"""The process that works off the jobs of a server, one after another: ``python -m api.working``.

It ends when none is left, or at once where another is at it. A job that it finds begun is one whose process
was ended: adding goes on where it stopped, since what is there already is not written again.
"""

from __future__ import annotations

import logging
import time

from api import ingest
from api.adding import AddedShape, RemovedShape
from api.embedding import open_embedding
from api.jobs import TRIES, Jobs, JobShape, jobs_of
from api.problems import told, unexpected
from api.settings import Settings, curated
from api.tagging import taggers
from graph.errors import ConciteError, StoreUnreachable

log = logging.getLogger("concite.jobs")

_PAUSE = 5.0
"""Seconds until a store that did not answer is asked again."""


def work_off(settings: Settings, jobs: Jobs) -> None:
    """Work until no job waits."""
    with jobs.alone() as alone:
        while alone and (job := jobs.next()):
            if job.tries >= TRIES:
                jobs.save(job.model_copy(update={"state": "interrupted"}))
                continue
            job = job.model_copy(update={"state": "running", "tries": job.tries + 1, "problem": None})
            jobs.save(job)
            try:
                jobs.save(_done(settings, jobs, job))
            except StoreUnreachable as error:  # it was taken on, so it waits; it has not been tried
                update = {"state": "queued", "tries": job.tries - 1, "problem": told(error)}
                jobs.save(jobs.get(job.id).model_copy(update=update))
                time.sleep(_PAUSE)


def _done(settings: Settings, jobs: Jobs, job: JobShape) -> JobShape:
    """What has become of a job; raises StoreUnreachable where the store does not answer."""
    try:
        store = open_embedding(settings)
        try:
            if job.kind == "delete":
                gone = ingest.forget(store, job.source, taggers(), curated(settings))
                return job.model_copy(update={"state": "done", "removed": RemovedShape(removed=gone)})
            with store.bulk():
                totals = ingest.add(
                    store,
                    [jobs.upload(job)],
                    taggers(),
                    curated(settings),
                    form=job.form,
                    columns=job.columns,
                    sync=job.sync,
                    id_prefix=job.id_prefix,
                    report=lambda so_far: jobs.save(job.model_copy(update={"report": AddedShape.of(so_far)})),
                )
            return job.model_copy(update={"state": "done", "report": AddedShape.of(totals)})
        finally:
            store.close()
    except StoreUnreachable:
        raise
    except ConciteError as error:
        problem = told(error)
    except Exception:
        log.exception("job %s", job.id)
        problem = unexpected(job.id)
    # What was written until then stays, and is told.
    return jobs.get(job.id).model_copy(update={"state": "failed", "problem": problem})


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    given = Settings()
    work_off(given, jobs_of(given))
