"""What is said of Neo4j servers that cannot be had, and what their statements are written in."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib.resources import files

import pytest
from neo4j import Result

from cypher import statement
from graph.connect import open_store
from graph.errors import StoreError, StoreTooNew, StoreUnreachable, UsageError
from graph.links import links
from graph.login import Login
from graph.neo4j.session import Session
from graph.neo4j.words import query, words
from graph.store import Writer
from tests.graph.store.builders import add, fill, tagged
from tests.graph.store.test_near import WORDS, embed
from tests.servers.neo4j import LOGIN, VERSIONS, Server, Servers


@pytest.fixture(params=VERSIONS)
def server(request: pytest.FixtureRequest, servers: Servers) -> Iterator[Server]:
    server = servers.get(request.param)
    server.clean()
    open_store(server.url, LOGIN).close()  # makes the layout where it is missing
    yield server
    server.clean()


@pytest.mark.parametrize(
    "url",
    [
        "neo4j://",
        "bolt://host:port",
        "bolt://host/a/b",
        "neo4j+s://host?x=1",
        "bolt://host:99999999",
        "bolt://host/system",
    ],
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(UsageError) as refused:
        open_store(url)
    assert "neo4j" in refused.value.hint


@pytest.mark.parametrize(
    "url",
    [
        "neo4j://ada:hush-hush@host:7687/neo4j",
        "neo4j://ada:hush-hush@host:port",
        "neo4j://ada:hush/hush@host",
        "neo4j://host/neo4j?password=hush-hush",
        "neo4j:ada:hush-hush@host:7687",
        "ne04j://ada:hush-hush@host",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(UsageError) as refused:
        open_store(url)
    assert "hush" not in refused.value.message + refused.value.hint
    assert refused.value.__cause__ is None


def test_a_password_is_not_shown(server: Server) -> None:
    assert "hush" not in repr(Login("ada", "hush-hush"))
    with closing(open_store(server.url, LOGIN)) as store:
        assert LOGIN.password not in repr(store) + repr(vars(store))


def test_a_wrong_password(server: Server) -> None:
    for login in (Login("neo4j", "hush-hush"), Login("nobody", LOGIN.password), Login()):
        with pytest.raises(StoreError, match=r"refuses the user|too many wrong") as refused:
            open_store(server.url, login)
        assert "CONCITE_STORE_PASSWORD" in refused.value.hint
        assert "hush" not in str(refused.value.__cause__)
        assert (refused.value.exit_code, refused.value.status) == (4, 503)


def test_an_unknown_database(server: Server) -> None:
    with pytest.raises(StoreError, match="no database of the name") as refused:
        open_store(server.url.rpartition("/")[0] + "/cake", LOGIN)
    assert "neo4j" in refused.value.hint


def test_a_lost_connection_is_made_again(server: Server) -> None:
    """And the work done again, which is kept once; what was read of a lost one is no answer."""
    with closing(open_store(server.url, LOGIN)) as store:
        cuts = iter(range(2))

        def cut() -> None:
            if next(cuts, None) == 0:
                with server.driver.session(database=server.url.rpartition("/")[2]) as session:
                    session.run(
                        "CALL dbms.listConnections() YIELD connectionId, userAgent WHERE userAgent = 'concite' "
                        "CALL dbms.killConnection(connectionId) YIELD message RETURN message"
                    ).consume()

        def work(writer: Writer) -> int:
            add(writer, tagged("1", "BERT"))
            cut()
            return writer.size()

        assert store.write(work) == 1
        assert store.read(lambda reader: (reader.size(), reader.revision())) == (1, 1)


def test_nobody_listens() -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))  # and does not listen
        with pytest.raises(StoreUnreachable, match="cannot be reached") as refused:
            open_store(f"bolt://127.0.0.1:{one.getsockname()[1]}", LOGIN)
    assert "Start the server" in refused.value.hint


def test_a_database_of_another_program(server: Server) -> None:
    with server.driver.session() as session:
        states = session.run("MATCH (state:State) WITH state, properties(state) AS was DETACH DELETE state RETURN was")
        were = [row["was"] for row in states]
        session.run("CREATE (:Cake)").consume()
        try:
            with pytest.raises(StoreError, match="another program"):
                open_store(server.url, LOGIN)
        finally:
            session.run("MATCH (n) DETACH DELETE n").consume()
            session.run("UNWIND $were AS was CREATE (state:State) SET state = was", were=were).consume()


def test_a_store_of_a_newer_version(server: Server) -> None:
    with server.driver.session() as session:
        (was,) = session.run("MATCH (state:State {id: 'state'}) RETURN state.schema").single(strict=True)
        session.run("MATCH (state:State {id: 'state'}) SET state.schema = 9999").consume()
        try:
            with pytest.raises(StoreTooNew, match="9999"):
                open_store(server.url, LOGIN)
        finally:
            session.run("MATCH (state:State {id: 'state'}) SET state.schema = $was", was=was).consume()


def test_a_paper_from_before_categories_has_none(server: Server) -> None:
    store = open_store(server.url, LOGIN)
    fill(store, tagged("1", "BERT", title="T"), tagged("2", "BERT"))
    before = store.read(lambda reader: reader.tagged(["1", "2"]))
    store.close()
    with server.driver.session() as session:
        session.run("MATCH (n:Paper|Record) REMOVE n.categories").consume()
    store = open_store(server.url, LOGIN)
    assert store.read(lambda reader: reader.tagged(["1", "2"])) == before
    store.close()


def test_an_older_store_counts_words_by_their_stems(server: Server) -> None:
    with closing(open_store(server.url, LOGIN)) as store:
        fill(store, tagged("1", "parsing", title="Parsers"), tagged("2", "parsers"))
    with server.driver.session() as session:
        session.run(
            "MERGE (word:Word {id: 'parser'}) SET word.papers = 7 CREATE (:Word {id: 'parsing', papers: 1})"
        ).consume()
        session.run("MATCH (n:Paper) REMOVE n.added").consume()
        session.run("MATCH (state:State {id: 'state'}) SET state.schema = 2").consume()
    with closing(open_store(server.url, LOGIN)) as store:
        found = store.read(lambda reader: reader.word_counts(["parser", "pars", "parsing", "is"]))
        assert found == {"parser": 2, "pars": 1, "is": 2}
        assert store.read(lambda reader: reader.added_since(0)) == [], "what was there before is not new"


def test_an_older_store_gives_up_vectors_without_cells(server: Server) -> None:
    with closing(open_store(server.url, LOGIN)) as store:
        fill(store, tagged("1", "word01", "word02"))
        embed(store, "names-5b2557507f")
    with server.driver.session() as session:
        session.run("MATCH (state:State {id: 'state'}) SET state.schema = 5").consume()
    with closing(open_store(server.url, LOGIN)) as store:
        assert store.read(lambda reader: (reader.vectors(WORDS), reader.near(WORDS))) == ({}, {})
        assert embed(store) == ["word01", "word02"]
        assert store.read(lambda reader: reader.vectors(WORDS)).keys() == {"word01", "word02"}


def test_a_read_waits_for_a_commit_that_is_under_way(server: Server) -> None:
    with closing(open_store(server.url, LOGIN)) as store, ThreadPoolExecutor(1) as pool:
        fill(store, tagged("1", "BERT"))
        with server.driver.session() as session, session.begin_transaction() as other:
            other.run(statement("service/shut_door")).consume()
            with server.driver.session() as beside:
                beside.run(statement("service/begin_commit")).consume()
            reading = pool.submit(store.read, lambda reader: reader.paper_ids())
            with pytest.raises(TimeoutError):
                reading.result(timeout=1)
        assert reading.result() == ["1"]


def test_a_writer_that_died_in_its_commit_keeps_nobody_out(server: Server) -> None:
    def count() -> tuple[int, int]:
        begun, done = server.driver.execute_query(statement("service/commits")).records[0]
        return begun, done

    with closing(open_store(server.url, LOGIN)) as store:
        fill(store, tagged("1", "BERT"))
        server.driver.execute_query(statement("service/begin_commit"))
        begun, done = count()
        assert begun != done
        assert store.read(lambda reader: reader.paper_ids()) == ["1"]
        assert count() == (begun, begun), "the next reader need not wait"
        fill(store, tagged("2", "BERT"))
        assert count() == (begun + 1, begun + 1)
        assert store.read(lambda reader: reader.paper_ids()) == ["1", "2"]


def test_nothing_is_left_of_a_paper(server: Server) -> None:
    """Not a node but the store's own: what no statement asks for would not be seen to be there."""
    store = open_store(server.url, LOGIN)
    fill(store, tagged("1", "BERT", title="T", defines=[("Long Form", "LF")]), tagged("2", "BERT", "GLUE"))

    def remove() -> None:
        store.write(lambda writer: writer.delete(["1", "2"]))
        store.write(lambda writer: writer.forget_names(["bert", "glue", "lf", "long form"]))

    remove()
    with server.driver.session() as session:
        assert session.run("MATCH (n) RETURN DISTINCT labels(n)").values() == [[["State"]]]
    store.close()


def test_mentions_refer_to_the_concepts_of_their_names(server: Server) -> None:
    store = open_store(server.url, LOGIN)
    fill(store, tagged("1", "BERT", "GLUE"), concept_of={"bert": "glue"})
    fill(store, tagged("2", "BERT"), concept_of={"bert": "bert"})
    store.close()
    with server.driver.session() as session:
        found = session.run(
            "MATCH (p:Paper)-[:HAS_MENTION]->(m:Mention)-[:REFERS_TO]->(c:Concept) "
            "RETURN p.id, m.surface, c.id ORDER BY p.id, m.at"
        )
        assert found.values() == [["1", "BERT", "bert"], ["1", "GLUE", "glue"], ["2", "BERT", "bert"]]


def test_a_reader_asks_for_nothing_twice(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many papers are linked, and with the same answers where it has to forget what it has read."""
    asked: list[str] = []

    def run(session: Session, name: str, values: dict[str, object]) -> Result:
        asked.append(name)
        return send(session, name, values)

    send = Session._run
    monkeypatch.setattr(Session, "_run", run)
    with closing(open_store(server.url, LOGIN)) as store:
        fill(store, *(tagged(str(n), "BERT", "GLUE", "SQuAD"[: n % 3 + 2], year=2000 + n) for n in range(12)))
        store.read(lambda reader: links(reader, "1", limit=1))
        few = len(asked)
        asked.clear()
        found = store.read(lambda reader: links(reader, "1", limit=11))
        assert len(found) == 11
        assert len(asked) <= few
        asked.clear()
        assert store.read(lambda reader: [links(reader, "1", limit=11) for _ in range(5)]) == [found] * 5
        assert len(asked) <= few + 4 * 3, "links asked for again read nothing but decisions"
        monkeypatch.setattr("graph.neo4j.session._MOST", 5)
        assert store.read(lambda reader: links(reader, "1", limit=11)) == found


def test_statements_are_understood_without_a_word_of_warning(server: Server) -> None:
    """By both versions of the language where the server has both; each file begins with its title."""
    names = sorted(file.name for file in files("cypher").joinpath("service").iterdir())
    versions = ("CYPHER 5", "CYPHER 25") if "2026" in server.driver.get_server_info().agent else ("CYPHER 5",)
    for name in names:
        text = statement(f"service/{name.removesuffix('.cypher')}")
        assert re.match(r"// \S.*\n", text), name
        if name == "access.cypher":
            continue  # SHOW takes no EXPLAIN
        parameters = dict.fromkeys(re.findall(r"\$(\w+)", text), None)
        for version in versions:
            with server.driver.session(notifications_min_severity="WARNING") as session:
                summary = session.run(f"{version} EXPLAIN {text}", parameters).consume()
            told = [one for one in summary.gql_status_objects if one.classification == "DEPRECATION"]
            assert told == [], (version, name)


def test_words() -> None:
    assert (
        words("Médecine à l'hôpital: β-VAE, CIFAR-10", "変分 が_x") == " medecine a l hopital β vae cifar 10 変分 が x "
    )
    assert words("😀 -- ") == ""
    asked = query('title:BERT AND "x" cifar-1', [("words", 2)])
    assert asked is not None
    assert asked.phrases == [" title bert ", " and ", " x ", " cifar 1"]
    assert asked.lucene.endswith("(words:cifar^2) AND (words:1^2 OR words:1*^2)")
