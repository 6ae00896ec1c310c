"""The pages: well-formed, safe, complete without JavaScript, each with its twin in REST."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit

import pytest
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from api import pages
from api.app import create_app
from api.settings import Settings
from tests.api.web.papers import CORPUS, EVIL, NESTED, ODD, fill

DOI = "10.1145/3292500.3330701"
PAGES = {
    "/": "/v1/stats",
    "/search": None,
    "/search?q=foonet": "/v1/search?q=foonet&limit=25",
    "/search?q=%3Cscript%3E": "/v1/search?q=%3Cscript%3E&limit=25",
    f"/search?q={DOI}": "/v1/search?q=10.1145%2F3292500.3330701&limit=25",
    "/papers": "/v1/papers",
    **{f"/papers/{quote(one.paper.id, safe='')}": None for one in CORPUS},
    f"/papers/{DOI}": f"/v1/papers/{DOI}",
    f"/papers/{DOI}?type=Method": f"/v1/papers/{DOI}",
    "/papers/evil": "/v1/papers/evil",
    "/concepts": "/v1/concepts",
    "/concepts?type=Task": "/v1/concepts?type=Task",
    "/concepts/foonet": "/v1/concepts/foonet",
    "/concepts/BERT": "/v1/concepts/bidirectional%20encoder",
    f"/concepts/{quote(EVIL, safe='')}": f"/v1/concepts/{quote(EVIL)}",
    "/explain": None,
    f"/explain?here={DOI}&there=nested": "/v1/explain?here=10.1145%2F3292500.3330701&there=nested",
    "/explain?here=evil&there=nested": "/v1/explain?here=evil&there=nested",
    "/explain?here=evil&there=bert": "/v1/explain?here=evil&there=bert",
    f"/papers/{DOI}/builds-on": f"/v1/papers/{DOI}/builds-on",
    "/papers/evil/builds-on": "/v1/papers/evil/builds-on",
    "/map": "/v1/map",
    f"/graph?paper={DOI}": None,
    "/graph?concept=imagenet": "/v1/graph?concept=imagenet",
    "/graph": None,
    "/paste": None,
    "/decisions": "/v1/decisions",
    "/suggestions": None,
    "/problems/not-found": None,
    "/docs": "/openapi.json",
}
"""Page → its REST twin; None where it has none, or where it is not looked at."""
BROKEN = {"/nothing": 404, "/papers/none": 404, "/concepts/<b>": 404, "/explain?here=a&there=none": 404,
          "/papers/a?type=x": 422, "/papers?cursor=x": 400, "/search?q=" + "x" * 1001: 422,
          "/graph?paper=none": 404, "/graph?paper=a&concept=glue": 400}  # fmt: skip

_VOID = {"meta", "link", "input", "br", "hr", "img"}


class Page(HTMLParser):
    """A page that was checked while it was read: every tag closed in its order, ids once, no link in a link."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        assert text.startswith("<!doctype html>")
        self.feed(text)
        self.close()
        assert self.open == []
        ids = [row["id"] for _, row in self.tags if "id" in row]
        assert len(ids) == len(set(ids))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, attrs)
        assert not (tag == "a" and "a" in self.open), attrs
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raise AssertionError(f"<{tag}/>")

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self.open), data))

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """The attributes of all tags of this name with these attributes (``rel_`` is ``rel``)."""
        rows = [row for name, row in self.tags if name == tag]
        return [row for row in rows if all(row.get(key.rstrip("_")) == value for key, value in wanted.items())]

    def text(self, inside: str = "body") -> str:
        return "".join(data for path, data in self.texts if inside in path)


def read(client: TestClient, path: str, status: int = 200) -> Page:
    response = client.get(path)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return Page(response.text)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_well_formed_and_says_what_it_is(client: TestClient, path: str) -> None:
    page = read(client, path)
    assert page.text("head").strip().endswith("· Concite")
    assert [row["lang"] for row in page.all("html")] == ["en"]
    assert len(page.all("h1")) == len(page.all("main")) == 1
    for row in [*page.all("input")]:
        assert "aria-label" in row or "label" in {tag for tag, _ in page.tags}


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(client: TestClient, path: str) -> None:
    page = read(client, path)
    assert page.text("script") == page.text("style") == ""
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name == "style" or name.startswith("on")], tag
        for name in ("src", "action"):
            assert attributes.get(name, "/").startswith("/")
        assert urlsplit(attributes.get("href", "")).scheme in {"", "http", "https"}
    for row in page.all("link") + page.all("script"):
        asked = row.get("href") or row["src"]
        assert client.get(asked).status_code == 200, asked


@pytest.mark.parametrize(("path", "twin"), PAGES.items())
def test_a_page_leads_to_its_twin(client: TestClient, path: str, twin: str | None) -> None:
    page = read(client, path)
    found = [row["href"] for row in page.all("link", rel_="alternate", type="application/json")]
    if twin is not None:
        assert found == [twin]
    for one in found:
        assert page.all("a", href=one)
        assert client.get(one).headers["content-type"] == "application/json"


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_leads_somewhere(client: TestClient, path: str) -> None:
    for row in read(client, path).all("a"):
        href = row["href"].partition("#")[0]
        if href.startswith("/"):
            assert client.get(href).status_code == 200, href
        else:
            assert not href or href.startswith("https://")


@pytest.mark.parametrize(("path", "status"), BROKEN.items())
def test_an_error_is_a_page_with_the_same_words(client: TestClient, path: str, status: int) -> None:
    page = read(client, path, status)
    problem = client.get(path, headers={"Accept": "application/json"}).json()
    assert problem["status"] == status
    for said in (problem["title"], problem["detail"], problem["hint"]):
        assert said in page.text()
    for name in problem.get("near", ()):
        assert page.all("a", href=f"/concepts/{quote(name)}")


def test_a_page_that_breaks_is_a_page(own: TestClient) -> None:
    from tests.api.web.conftest import break_store

    break_store(own, RuntimeError("the secret"))
    page = read(own, "/papers", 500)
    assert "Something went wrong" in page.text()
    assert "secret" not in page.text()


def test_every_page_is_looked_at_here() -> None:
    templates = {getattr(context.route, "path", "") for context in iter_route_contexts(pages.router.routes)}
    seen = {"/" + path.split("?", 1)[0].split("/", 2)[1] for path in PAGES}
    assert {"/" + template.split("/", 2)[1] for template in templates} - {"/graph.svg"} <= seen


def test_what_is_given_stays_text(client: TestClient) -> None:
    for path in ("/papers/evil", "/papers", "/search?q=script", f"/concepts/{quote(EVIL, safe='')}", "/", "/concepts"):
        text = client.get(path).text
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert" in text
    page = read(client, "/papers/evil")
    assert page.all("meta", name="citation_title") == [{"name": "citation_title", "content": f'{EVIL} & "quotes"'}]
    assert "javascript:alert(1)" in page.text()
    assert not [row for row in page.all("a") if "javascript" in row["href"]]


def test_a_search_for_markup_is_shown_as_it_was_typed(client: TestClient) -> None:
    page = read(client, "/search?q=%22%3E%3Cscript%3E")
    assert page.all("input", name="q")[0]["value"] == '"><script>'


def test_concepts_are_marked_where_they_stand(client: TestClient) -> None:
    page = read(client, "/papers/nested")
    assert [data for path, data in page.texts if path.count("mark") == 2] == ["image pyramid"]
    marked = "".join(data for path, data in page.texts if "mark" in path and "h1" not in path and "q" not in path)
    assert marked == "image pyramid networksobject detectionImageNet"
    (abstract,) = ["".join(data for path, data in page.texts if path[-3:-1].count("p") or "p" in path)]
    assert NESTED in abstract
    kinds = {tuple(row["class"].split()) for row in page.all("mark") if "title" in row}
    assert kinds == {("method", "proposed"), ("method", "used"), ("task", "addressed"), ("dataset", "used")}
    for kind in ("Method", "Dataset", "Task"):
        assert kind in page.text("p")  # the legend


def test_a_paper_says_who_wrote_it_and_can_be_saved(client: TestClient) -> None:
    page = read(client, f"/papers/{DOI}")
    meta = [(row["name"], row["content"]) for row in page.all("meta") if row.get("name", "").startswith("citation_")]
    assert meta[:6] == [
        ("citation_title", "FooNet: a network"),
        ("citation_author", "Ada Lovelace"),
        ("citation_author", "Grace Hopper"),
        ("citation_publication_date", "2024"),
        ("citation_journal_title", "NeurIPS"),
        ("citation_doi", DOI),
    ]
    assert "cs.LG, stat.ML" in page.text("li")
    assert page.all("a", href=f"https://doi.org/{DOI}")
    assert page.all("a", href="https://example.org/foo?a=1&b=2")
    assert page.all("meta", name="citation_public_url", content="https://example.org/foo?a=1&b=2")
    assert page.all("meta", name="citation_keywords", content="ImageNet")
    assert not read(client, "/papers/evil").all("meta", name="citation_public_url")
    nested = read(client, "/papers/nested")
    assert nested.all("meta", name="citation_arxiv_id", content="2301.00001")
    assert nested.all("a", href="https://arxiv.org/abs/2301.00001")


def test_a_link_shows_its_sentences(client: TestClient) -> None:
    page = read(client, f"/papers/{DOI}")
    sentences = page.text("q")
    assert "It is trained on ImageNet." in sentences
    assert "It compares with FooNet on ImageNet." in sentences
    assert "proposed here, mentioned there" in page.text("summary")
    bars = page.all("svg")
    assert len(bars) == 6
    assert bars[0]["aria-label"].startswith("Method 0.")


def test_a_bar_shows_all_of_a_score(client: TestClient) -> None:
    page = read(client, f"/explain?here={DOI}&there=nested")
    (label,) = [row["aria-label"] for row in page.all("svg", class_="bar")]
    assert label.rpartition("words ")[2] != "0.000"
    pieces = [(row["class"], float(row["x"]), float(row["width"])) for row in page.all("rect")]
    assert [look for look, _, _ in pieces] == ["method", "dataset", "task", "words"]
    assert sum(width for _, _, width in pieces) == pytest.approx(100, abs=0.05)
    assert [x for _, x, _ in pieces][1:] == pytest.approx([x + width for _, x, width in pieces][:-1], abs=0.02)


def test_links_are_filtered_by_links(client: TestClient) -> None:
    page = read(client, f"/papers/{DOI}")
    for kind in ("Method", "Dataset", "Task"):
        assert page.all("a", href=f"/papers/{DOI}?type={kind}#links")
    tasks = read(client, f"/papers/{DOI}?type=Task")
    assert [row["href"] for row in tasks.all("a", class_="name")] == ["/papers/nested"]
    assert tasks.all("a", aria_current="true") == []
    assert [row["href"] for row in tasks.all("a") if row.get("aria-current")] == [f"/papers/{DOI}?type=Task#links"]


def test_an_untitled_paper_is_shown_by_what_it_makes(client: TestClient) -> None:
    assert read(client, "/papers/bert").text("h1") == "BERT"


def test_an_odd_id_is_linked_so_that_it_leads_back(client: TestClient) -> None:
    (row,) = [row for row in read(client, "/papers").all("a") if "%C3%BC" in row["href"]]
    assert f"id {ODD}" in read(client, row["href"]).text()


def test_the_names_of_a_concept_are_shown_with_their_grounds(client: TestClient) -> None:
    page = read(client, "/concepts/bert")
    assert "defined in a text" in page.text()
    assert page.text("q") == "A Bidirectional Encoder (BERT) is made."
    assert page.all("a", href="/papers/bert")


def test_a_concept_shows_its_papers_by_year_and_what_it_is_found_with(client: TestClient) -> None:
    page = read(client, "/concepts/imagenet")
    (chart,) = page.all("svg")
    assert " ".join(chart["aria-label"].split()) == "Papers by year: 2023: 1, 2024: 1"
    assert "Found together with" in page.text("h2")
    assert page.all("a", class_="chip method", href="/concepts/foonet")
    assert not read(client, "/concepts/glue").all("svg"), "no year is known of its papers"


def test_two_papers_are_compared_sentence_by_sentence(client: TestClient) -> None:
    page = read(client, f"/explain?here={DOI}&there=nested")
    assert page.text("q").count("ImageNet") == 2
    assert "used in the first, says its abstract:" in page.text()
    abstracts = [data for path, data in page.texts if "mark" in path and "q" not in path]
    assert sorted(abstracts) == ["ImageNet", "ImageNet", "object detection", "object detection"]


def test_papers_that_share_nothing_are_joined_by_a_chain(client: TestClient) -> None:
    page = read(client, "/explain?here=evil&there=bert")
    assert [row["href"] for row in page.all("a", class_="name")] == [
        "/papers/evil", f"/papers/{quote(ODD, safe='/')}", "/papers/bert",
    ]  # fmt: skip
    assert "It compares with FooNet on ImageNet." in page.text("q")
    assert "There is BERT too." in page.text("q")
    assert not read(client, f"/explain?here={DOI}&there=nested").all("a", class_="name"), "these share concepts"
    assert "No chain" in read(client, "/explain?here=evil&there=bare").text()


def test_the_map_names_communities_by_concepts(client: TestClient) -> None:
    page = read(client, "/map")
    assert page.text("h2") == "FooNet · ImageNet · object detection"
    assert page.all("a", class_="chip dataset", href="/concepts/imagenet")
    for path in ("/", "/concepts"):
        assert read(client, path).all("a", href="/map")


def test_papers_can_be_taken_away(client: TestClient) -> None:
    paper = read(client, f"/papers/{DOI}")
    assert paper.all("a", href=f"/v1/export/bibtex?around={quote(DOI, safe='')}&limit=1")
    assert paper.all("a", href=f"/v1/export/graphml?around={quote(DOI, safe='')}")
    assert read(client, "/concepts/foonet").all("a", href="/v1/export/csv?concept=foonet")
    assert read(client, "/graph?concept=foonet").all("a", href="/v1/export/gexf?concept=foonet")
    assert read(client, "/search?q=glue").all("a", href="/v1/export/parquet?query=glue")
    assert read(client, "/map").all("a", href="/v1/export/vosviewer?view=concept-concept")
    compared = read(client, f"/explain?here={DOI}&there=nested")
    assert compared.all("a", href=f"/v1/export/markdown?here={quote(DOI, safe='')}&there=nested")


def test_a_graph_names_every_node_and_leads_to_other_centres(client: TestClient) -> None:
    page = read(client, "/graph?concept=imagenet")
    assert page.all("a", class_="centre", href=f"/graph?paper={quote(DOI, safe='')}")
    rows = {row["data-node"]: row for row in page.all("tr") if "data-node" in row}
    assert {"concept:imagenet", f"paper:{DOI}", f"paper:{ODD}"} <= set(rows)
    assert {row["data-edge"] for row in page.all("span") if "data-edge" in row} <= set(rows)
    assert (rows["concept:imagenet"]["data-x"], rows["concept:imagenet"]["data-y"]) == ("480.0", "330.0")
    for row in rows.values():
        assert 0 < float(row["data-x"]) < 960
        assert 0 < float(row["data-y"]) < 660


def test_the_picture_of_a_graph_is_well_formed_whatever_is_in_it(client: TestClient) -> None:
    from xml.etree import ElementTree

    for path in ("/graph.svg?paper=evil", "/graph.svg?concept=imagenet", "/graph.svg"):
        response = client.get(path)
        assert response.headers["content-type"] == "image/svg+xml"
        root = ElementTree.fromstring(response.text)  # noqa: S314 - of our own making
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert read(client, "/graph.svg?paper=none", 404)


def test_what_is_served_is_what_the_lock_names() -> None:
    from importlib.resources import files

    from tests.conftest import ROOT

    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]["node_modules/cytoscape"]
    served = (files("api") / "static" / "vendor" / "cytoscape.min.js").read_text(encoding="utf-8")
    assert f'"{locked["version"]}"' in served
    assert "The Cytoscape Consortium" in served


def test_long_lists_are_turned_over(url: str) -> None:
    from tests.api.web.papers import Names, tagged

    fill(url, [tagged(f"p{n:03}", f"Paper {n}", "With GLUE.", Names("GLUE", "Dataset")) for n in range(120)])
    with TestClient(create_app(Settings(store=url))) as client:
        for start in ("/papers", "/concepts/glue"):
            seen, path, turned = set(), start, 0
            while path:
                page = read(client, path)
                seen |= {row["href"] for row in page.all("a") if row["href"].startswith("/papers/p")}
                following = page.all("a", rel_="next")
                path = following[0]["href"] if following else ""
                turned += 1
            assert (len(seen), turned) == (120, 3)
        first = read(client, "/papers/p000")
        assert len(first.all("a", class_="name")) == 20
        assert len(read(client, "/papers/p000?limit=200").all("a", class_="name")) == 119
        assert first.all("a", href="/papers/p000?limit=200#links")


def test_an_empty_store_says_how_to_fill_it(url: str) -> None:
    with TestClient(create_app(Settings(store=url))) as client:
        assert "concite add" in read(client, "/").text()
        for path in ("/papers", "/concepts", "/search?q=x", "/explain"):
            read(client, path)


def test_the_reference_lists_every_operation_without_javascript(client: TestClient) -> None:
    text = read(client, "/docs").text()
    for path in client.get("/openapi.json").json()["paths"]:
        assert path in text
