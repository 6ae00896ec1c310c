"""``/metrics`` for Prometheus: how long requests took, by the template of their route, and what the store holds.

Every application has figures of its own; of several workers the one that answers tells its own.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from typing import cast

from fastapi import APIRouter, FastAPI, Request, Response
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.state import State, state_of
from graph.errors import StoreError

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """What an application measures itself."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.seconds = Histogram(
            "concite_request_seconds",
            "Time from a request to the end of its answer",
            ("method", "route", "status"),
            registry=self.registry,
            buckets=_SECONDS,
        )


class Measure:
    """Around every request: how long it took. What no route takes has the route ``none``, so that labels are few."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._seconds = metrics.seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, method, start = 500, scope["method"], time.perf_counter()

        async def sender(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, sender)
        finally:
            known = method if method in {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"} else "other"
            self._seconds.labels(known, _template(scope), status).observe(time.perf_counter() - start)


def _template(scope: Scope) -> str:
    """The path of the route that took a request, or of what is mounted there; ``none`` where nothing took it."""
    path: str = getattr(scope.get("route"), "path", "")
    if not path:
        return scope.get("root_path") or "none"
    # A route of an included router may not know its prefix.
    return path if path.startswith("/v1/") or not scope["path"].startswith("/v1/") else f"/v1{path}"


class Holdings(Collector):
    """What the store, the model and the jobs are like now."""

    def __init__(self, state: State) -> None:
        self._state = state

    def collect(self) -> Iterator[Metric]:
        try:
            counts = self._state.store.read(lambda reader: reader.counts())
        except StoreError:
            counts = None
        yield GaugeMetricFamily("concite_store_up", "Whether the store answers", value=counts is not None)
        if counts is not None:
            for name in ("papers", "records", "sources", "mentions", "concepts", "decisions", "untagged", "revision"):
                yield GaugeMetricFamily(f"concite_store_{name}", f"{name} in the store", value=getattr(counts, name))
            yield _by("concite_store_papers_by_model", "Papers by the model that tagged them", "model", counts.models)
            yield _by("concite_store_concepts_by_type", "Concepts by type", "type", counts.types)
        loaded = self._state.extractor.tagger.loaded
        yield GaugeMetricFamily("concite_model_loaded", "Whether the model is in memory", value=loaded)
        yield _by("concite_jobs", "Jobs by state", "state", Counter(job.state for job in self._state.jobs.all()))


def _by(name: str, text: str, label: str, values: dict[str, int] | Counter[str]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, text, labels=[label])
    for value, number in sorted(values.items()):
        family.add_metric([value], number)
    return family


router = APIRouter(tags=["health"])


@router.get(
    "/metrics",
    operation_id="getMetrics",
    summary="Figures for Prometheus",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}, "description": "Prometheus' text."}},
)
def metrics(request: Request) -> Response:
    """Latency by route and, as they are now, what the store, the model and the jobs are like."""
    now = CollectorRegistry()
    now.register(Holdings(state_of(request)))
    own: Metrics = cast(FastAPI, request.app).state.metrics
    return Response(generate_latest(own.registry) + generate_latest(now), media_type=CONTENT_TYPE_PLAIN_0_0_4)
