from __future__ import annotations

import math
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from graph.records import Paper
from tests.api.web.papers import CORPUS, EVIL, NESTED, ODD

DOI = "10.1145/3292500.3330701"


def test_papers_come_in_the_order_of_their_ids(client: TestClient) -> None:
    rows = client.get("/v1/papers").json()["items"]
    assert [row["id"] for row in rows] == sorted(one.paper.id for one in CORPUS)
    assert rows[0] == {
        "id": DOI, "title": "FooNet: a network", "year": 2024, "venue": "NeurIPS", "concepts": 3,
    }  # fmt: skip


@pytest.mark.parametrize("one", [tagged.paper for tagged in CORPUS], ids=lambda paper: ascii(paper.id))
def test_every_id_leads_to_its_paper(client: TestClient, one: Paper) -> None:
    got = client.get(f"/v1/papers/{quote(one.id, safe='')}").json()
    assert (got["id"], got["title"], got["abstract"]) == (one.id, one.title, one.abstract)


@pytest.mark.parametrize(
    "identifier",
    [DOI, f"doi:{DOI}", f"https://doi.org/{DOI}", quote(f"https://doi.org/{DOI}", safe=""), f"000-{DOI}"],
)
def test_slashes_of_an_identifier_may_be_escaped_or_not(client: TestClient, identifier: str) -> None:
    assert client.get(f"/v1/papers/{identifier}").json()["id"] == DOI
    assert client.get(f"/v1/papers/{identifier}/links").json()["items"]


def test_an_id_that_ends_like_a_route_is_reached_with_its_slash_escaped(client: TestClient) -> None:
    assert client.get("/v1/papers/a%2Flinks").json()["title"] == "An id that ends like a route"
    assert client.get("/v1/papers/a/links").json()["items"][0]["paper"] == "a/links"
    assert client.get("/v1/papers/a%2flinks/links").json()["items"][0]["paper"] == "a"


def test_surfaces_stand_where_offsets_say(client: TestClient) -> None:
    got = client.get("/v1/papers/nested").json()
    mentions = [mention for concept in got["concepts"] for mention in concept["mentions"]]
    assert {mention["surface"] for mention in mentions} >= {"image pyramid networks", "image pyramid"}
    for mention in mentions:
        assert NESTED[mention["start"] : mention["end"]] == mention["surface"]
        sentence = mention["sentence"]
        assert NESTED[sentence["start"] : sentence["end"]] == sentence["text"]


@pytest.mark.parametrize("one", [tagged.paper.id for tagged in CORPUS], ids=ascii)
def test_shares_add_up_to_the_score(client: TestClient, one: str) -> None:
    for link in client.get(f"/v1/papers/{quote(one, safe='')}/links").json()["items"]:
        parts = [row["share"] for row in link["shared"] + link["near"]]
        assert math.isclose(math.fsum([*parts, link["faint"], link["wording"]]), link["score"], abs_tol=1e-9)
        by_type = link["by_type"].values()
        assert math.isclose(math.fsum([*by_type, link["wording"]]), link["score"], abs_tol=1e-9)


def test_links_are_filtered_by_type_and_score(client: TestClient) -> None:
    every = client.get(f"/v1/papers/{DOI}/links").json()["items"]
    scores = [link["score"] for link in every]
    assert len(every) == 6
    assert scores == sorted(scores, reverse=True)
    good = client.get(f"/v1/papers/{DOI}/links", params={"min_score": scores[1]}).json()["items"]
    assert good == [link for link in every if link["score"] >= scores[1]]
    tasks = client.get(f"/v1/papers/{DOI}/links?type=Task").json()["items"]
    assert [link["paper"] for link in tasks] == ["nested"]
    both = client.get(f"/v1/papers/{DOI}/links?type=Task&type=Dataset").json()["items"]
    assert {row["type"] for link in both for row in link["shared"]} == {"Task", "Dataset"}


def test_links_of_several_papers_are_the_mean_of_theirs(client: TestClient) -> None:
    page = client.get("/v1/links", params={"paper": [DOI, ODD, DOI], "limit": 3}).json()
    assert page["next"]
    for row in page["items"]:
        assert row["paper"] not in {DOI, ODD}
        assert {link["here"] for link in row["links"]} <= {DOI, ODD}
        for link in row["links"]:
            own = client.get(f"/v1/papers/{quote(link['here'], safe='')}/links").json()["items"]
            assert [{**one, "here": link["here"]} for one in own if one["paper"] == row["paper"]] == [link]
        assert math.isclose(sum(link["score"] for link in row["links"]) / 2, row["score"], abs_tol=1e-6)
    assert client.get("/v1/links").status_code == 422
    assert client.get("/v1/links", params={"paper": [str(n) for n in range(21)]}).status_code == 422
    assert client.get("/v1/links", params={"paper": [DOI, "nowhere"]}).status_code == 404


def test_links_that_are_new(client: TestClient) -> None:
    revision = client.get("/v1/stats").json()["revision"]
    assert client.get(f"/v1/papers/{DOI}/links?new_since={revision}").json()["items"] == []
    assert len(client.get(f"/v1/papers/{DOI}/links?new_since=0").json()["items"]) == 6


def test_an_explanation_has_a_sentence_of_either_side(client: TestClient) -> None:
    got = client.get("/v1/explain", params={"here": DOI, "there": ODD}).json()
    assert (got["here"], got["there"]) == (DOI, ODD)
    assert {row["concept"]: (row["here"]["role"], row["there"]["role"]) for row in got["link"]["shared"]} == {
        "foonet": ("proposed", "mentioned"),
        "imagenet": ("used", "used"),
    }
    assert got["link"]["shared"][0]["there"]["sentence"]["text"] == "It compares with FooNet on ImageNet."


def test_papers_that_share_nothing_are_told_so(client: TestClient) -> None:
    got = client.get("/v1/explain", params={"here": DOI, "there": "bare"}).json()
    assert got["link"] is None
    assert got["reason"] == "They have no concept in common, and none that are alike."


def test_concepts_of_most_papers_come_first(client: TestClient) -> None:
    rows = client.get("/v1/concepts").json()["items"]
    assert [row["papers"] for row in rows] == sorted((row["papers"] for row in rows), reverse=True)
    datasets = client.get("/v1/concepts?type=Dataset").json()["items"]
    assert [row["id"] for row in datasets] == ["glue", "imagenet"]


@pytest.mark.parametrize("name", ["bidirectional encoder", "BERT", "Bidirectional-Encoders"])
def test_any_name_leads_to_its_concept(client: TestClient, name: str) -> None:
    got = client.get(f"/v1/concepts/{name}").json()
    assert got["id"] == "bidirectional encoder"
    (alias,) = got["aliases"]
    assert (alias["form"], alias["rule"], alias["paper"]) == ("BERT", "definition", "bert")
    assert alias["evidence"]["sentence"]["text"] == "A Bidirectional Encoder (BERT) is made."
    rows = client.get(f"/v1/concepts/{name}/papers").json()["items"]
    assert [row["id"] for row in rows] == ["bert", ODD]


def test_a_concept_with_slashes_is_reached(client: TestClient) -> None:
    got = client.get(f"/v1/concepts/{quote(EVIL, safe='')}")
    assert got.json()["id"] == EVIL
    assert client.get(f"/v1/concepts/{quote(EVIL, safe='')}/papers").json()["items"][0]["id"] == "evil"


def test_a_name_that_is_nearly_one_is_answered_with_those_that_are(client: TestClient) -> None:
    got = client.get("/v1/concepts/image pyr")
    assert got.status_code == 404
    assert set(got.json()["near"]) == {"image pyramid", "image pyramid network"}


def test_search_finds_papers_and_concepts(client: TestClient) -> None:
    got = client.get("/v1/search", params={"q": "foon"}).json()
    assert {row["id"] for row in got["papers"]} == {DOI, ODD, "evil"}
    assert [row["id"] for row in got["concepts"]] == ["foonet"]
    assert client.get("/v1/search", params={"q": '" OR * \x00'}).status_code == 200


def test_stats_count(client: TestClient) -> None:
    got = client.get("/v1/stats").json()
    assert (got["papers"], got["papers_without_concepts"], got["models"]) == (8, 1, {"by hand": 8})


def test_health_asks_nothing_and_readiness_asks_the_store(client: TestClient) -> None:
    assert client.get("/healthz").json()["status"] == "ok"
    assert client.get("/readyz").json()["status"] == "ok"


def test_papers_of_a_concept_a_year_a_source(client: TestClient) -> None:
    def ids(query: str) -> set[str]:
        return {row["id"] for row in client.get(f"/v1/papers?{query}").json()["items"]}

    assert ids("concept=FooNet") == {DOI, ODD, "evil"}
    assert ids("concept=imagenet&year=2023") == {"nested"}
    assert ids("source=none") == set()
    assert ids("source=000_page.txt&year=2024") == {DOI}
    assert client.get("/v1/papers?concept=none").status_code == 404
    first = client.get("/v1/papers?concept=FooNet&limit=1")
    assert "concept=FooNet" in first.links["next"]["url"]
    assert len(client.get(first.links["next"]["url"]).json()["items"]) == 1


def test_sources(client: TestClient) -> None:
    (row,) = client.get("/v1/sources").json()["items"]
    assert row == {"name": "000_page.txt", "sha256": "a" * 64, "papers": 8}


def test_what_stands_around(client: TestClient) -> None:
    near = client.get("/v1/concepts/FooNet/neighbours").json()["items"]
    assert (near[0]["id"], near[0]["shared"]) == ("imagenet", 2)
    for centre in ({"paper": DOI}, {"concept": "FooNet"}):
        graph = client.get("/v1/graph", params=centre).json()
        keys = [node["key"] for node in graph["nodes"]]
        assert keys[0] in {f"paper:{DOI}", "concept:foonet"}
        assert {f"paper:{DOI}", "concept:foonet", "concept:imagenet"} <= set(keys)
        assert all({edge["paper"], edge["concept"]} <= set(keys) for edge in graph["edges"])
    for wrong in ({}, {"paper": DOI, "concept": "FooNet"}):
        assert client.get("/v1/graph", params=wrong).status_code == 400
