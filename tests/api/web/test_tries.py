"""Who sends wrong tokens again and again has to wait, and nobody else does."""

from __future__ import annotations

import tracemalloc

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.tries import CLIENTS, MOST, WINDOW, TooManyTries, Tries
from tests.api.web.conftest import SENT, TOKEN
from tests.api.web.papers import fill
from tests.api.web.test_desk import SAME, browser, log_in
from tests.api.web.test_errors import check_problem

WRONG = {"Authorization": f"Bearer {TOKEN}x"}


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def fail(tries: Tries, host: str, times: int = MOST) -> None:
    for _ in range(times):
        tries.judge(host, right=False)


def waits(tries: Tries, host: str) -> bool:
    try:
        tries.judge(host, right=True)
    except TooManyTries:
        return True
    return False


def test_after_some_wrong_tokens_a_client_waits_until_the_window_is_over() -> None:
    clock = Clock()
    tries = Tries(clock)
    fail(tries, "203.0.113.9", MOST - 1)
    assert not waits(tries, "203.0.113.9")
    clock.now += 20.5
    fail(tries, "203.0.113.9", 1)
    with pytest.raises(TooManyTries) as raised:
        tries.judge("203.0.113.9", right=True)
    assert raised.value.headers == {"Retry-After": "40"}
    assert not waits(tries, "203.0.113.10")
    clock.now = 100 + WINDOW
    fail(tries, "203.0.113.9")
    assert waits(tries, "203.0.113.9")


def test_a_client_of_ipv6_is_its_network() -> None:
    tries = Tries()
    for n in range(MOST):
        fail(tries, f"2001:db8:1:2::{n:x}", 1)
        fail(tries, f"::ffff:203.0.113.{n}", 1)
    assert waits(tries, "2001:db8:1:2:ffff::1")
    assert not waits(tries, "2001:db8:1:3::1")
    assert not waits(tries, "::ffff:203.0.113.99")


def test_memory_is_bounded_and_who_failed_last_is_remembered() -> None:
    tries = Tries()
    for n in range(CLIENTS):
        fail(tries, f"client {n}", 1)
    tracemalloc.start()
    for n in range(5 * CLIENTS):
        fail(tries, f"other {n}", 1)
        if n % (CLIENTS // 2) == 0:
            fail(tries, "attacker", 1)
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert grown < 300 * CLIENTS
    assert waits(tries, "attacker")


def test_rest_refuses_the_right_token_too(url: str) -> None:
    fill(url)
    app = create_app(Settings(store=url, api_token=SecretStr(TOKEN)))
    with TestClient(app, client=("203.0.113.9", 1)) as client:
        for _ in range(MOST // 2):
            assert client.delete("/v1/decisions/none").status_code == 401  # none was sent: nothing is counted
            assert client.delete("/v1/decisions/none", headers=WRONG).status_code == 401
            assert client.get("/v1/decisions", headers=WRONG).status_code == 401
        for sent in (WRONG, SENT):
            refused = client.delete("/v1/decisions/none", headers=sent)
            assert check_problem(refused, 429)["type"] == "/problems/too-many-tries"
            assert 0 < int(refused.headers["retry-after"]) <= WINDOW
        assert client.get("/v1/decisions").status_code == 200
        other = TestClient(app, client=("203.0.113.10", 1))
        other.app_state.update(client.app_state)
        assert other.delete("/v1/decisions/none", headers=SENT).status_code == 404


def test_so_does_the_form_but_who_is_logged_in_stays(url: str) -> None:
    fill(url)
    with browser(url) as desk:
        secret = log_in(desk)
        for _ in range(MOST):
            assert desk.post("/login", data={"token": "x"}).status_code == 401
        refused = desk.post("/login", data={"token": TOKEN})
        assert refused.status_code == 429
        assert 0 < int(refused.headers["retry-after"]) <= WINDOW
        assert "/problems/too-many-tries" in refused.text
        assert desk.post("/decisions", data=SAME | secret).status_code == 303
