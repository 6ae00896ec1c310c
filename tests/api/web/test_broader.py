"""Broader and narrower concepts in REST and on the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.web.papers import Names, fill, tagged
from tests.api.web.test_pages import read

EVIL = "<b>evil</b> federated learning"
GRAPHS = "<i>graphs</i>"
PAPERS = (
    tagged(
        "1", "Learning together", "Federated learning (FL) is all. Personalized FL is more.",
        Names("Federated learning"), Names("FL", name="federated learning"), Names("Personalized FL", "Task"),
        defines=[("Federated learning", "FL")],
    ),
    tagged("2", "More", f"Personalized FL is federated learning. So is {EVIL}.", Names("Personalized FL", "Task"),
           Names("federated learning"), Names(EVIL)),
    tagged("3", "Said", f"We do multi-task methods such as {GRAPHS}.", Names("multi-task methods"), Names(GRAPHS)),
    *(tagged(f"many {n}", "Many", f"We do number{n} federated learning.", Names(f"number{n} federated learning"))
      for n in range(60)),
)  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    url = f"sqlite:///{tmp_path_factory.mktemp('broader') / 'x.db'}"
    fill(url, PAPERS)
    with TestClient(create_app(Settings(store=url))) as client:
        yield client


def test_rest_gives_both_with_the_names_that_show_it(client: TestClient) -> None:
    broad = client.get("/v1/concepts/FL").json()
    assert broad["broader"] == []
    assert broad["narrower"][0] == {
        "id": "personalized fl", "name": "Personalized FL", "type": "Task", "papers": 2,
        "rule": "ending", "longer": "personalized fl", "ending": "fl", "paper": None, "evidence": None,
    }  # fmt: skip
    narrow = client.get("/v1/concepts/personalized fl").json()
    assert narrow["broader"] == [
        {"id": "federated learning", "name": "federated learning", "type": "Method", "papers": 2,
         "rule": "ending", "longer": "personalized fl", "ending": "fl", "paper": None, "evidence": None}
    ]  # fmt: skip
    assert narrow["narrower"] == []


def test_there_are_no_more_than_fifty(client: TestClient) -> None:
    assert len(client.get("/v1/concepts/FL").json()["narrower"]) == 50


def test_the_page_leads_up_and_down_and_says_why(client: TestClient) -> None:
    page = read(client, "/concepts/FL")
    assert "Narrower" in page.text("h2")
    assert "Broader" not in page.text("h2")
    assert page.all("a", href="/concepts/personalized%20fl")
    assert "Task · 2 papers · “personalized fl” ends with “fl”" in " ".join(page.text().split())
    page = read(client, "/concepts/personalized%20fl")
    assert "Broader" in page.text("h2")
    assert page.all("a", href="/concepts/federated%20learning")
    assert "“personalized fl” ends with “fl”" in page.text()


def test_a_name_with_markup_stays_text(client: TestClient) -> None:
    text = client.get("/concepts/FL").text
    assert "<b>evil" not in text
    assert "&lt;b&gt;evil" in text


def test_what_a_text_says_is_shown_with_its_sentence(client: TestClient) -> None:
    (row,) = client.get("/v1/concepts/multi-task methods").json()["narrower"]
    said = f"multi-task methods such as {GRAPHS}"
    assert (row["rule"], row["paper"], row["evidence"]["surface"]) == ("text", "3", said)
    assert row["longer"] is row["ending"] is None
    page = read(client, "/concepts/multi-task%20methods")
    assert said in page.text("mark")
    assert page.all("a", href="/papers/3")
