"""A pasted text: its concepts are marked where they stand, and the papers it would be linked to are told with why."""

from __future__ import annotations

from starlette.testclient import TestClient

from tests.api.web.test_pages import Page

TEXT = "\nWe train <b>ResNet</b> on ImageNet 🚀.\r\nIt is evaluated on the ImageNet dataset for object detection."


def pasted(client: TestClient, fields: dict[str, str], status: int = 200) -> Page:
    response = client.post("/paste", data=fields)
    assert response.status_code == status, response.text
    return Page(response.text)


def test_its_concepts_and_links_are_shown_and_nothing_is_kept(own: TestClient) -> None:
    before = own.get("/v1/stats").json()
    page = pasted(own, {"title": "A look at ImageNet", "abstract": TEXT})
    marked = [data for path, data in page.texts if "mark" in path and "q" not in path]
    assert marked.count("ImageNet") >= 2
    assert page.text("textarea").replace("\r\n", "\n") == "\n" + TEXT.replace("\r\n", "\n")
    assert "<b>ResNet</b>" in page.text("article")
    assert page.all("a", class_="chip dataset", href="/concepts/imagenet")
    assert page.all("a", class_="name")
    assert "ImageNet" in "".join(data for path, data in page.texts if "q" in path and "mark" in path)
    for row in page.all("a"):
        if row["href"].startswith("/"):
            assert own.get(row["href"].partition("#")[0]).status_code == 200, row
    assert own.get("/v1/stats").json() == before


def test_a_text_of_which_nothing_is_known_is_linked_to_nothing(own: TestClient) -> None:
    page = pasted(own, {"abstract": "Snow fell all night. In the morning the road was gone."})
    assert "None were found in this text." in page.text()
    assert "No paper here is tied to it" in page.text()


def test_what_cannot_be_taken_is_told(client: TestClient) -> None:
    assert "Nothing was pasted" in pasted(client, {"title": " "}, 400).text()
    assert "at most 20000 are taken" in pasted(client, {"abstract": "x" * 20_001}, 413).text()
    assert client.post("/paste", content=b"abstract=%ff").status_code == 400
    assert client.post("/paste", content=b"a=1&" * 100).status_code == 400
    assert client.post("/paste", content=b"x" * 300_000).status_code == 413
