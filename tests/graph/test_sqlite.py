"""What only the SQLite store has: query plans, migrations, and SQLite's errors in Concite's words."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graph.decisions import decision
from graph.errors import StoreError, StoreUnreachable
from graph.records import TYPES, Mark
from graph.sqlite import SQLiteStore, concepts, links, migrate, search
from graph.sqlite.migrate import Script, scripts, statements
from graph.store import Reader, Writer
from tests.graph.store.builders import Say, add, drop, everything, fill, find, remove, tagged
from tests.graph.store.test_near import WORDS, embed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.db"


@pytest.fixture
def store(path: Path) -> Iterator[SQLiteStore]:
    with closing(SQLiteStore(path, timeout=0.2)) as store:
        yield store


@pytest.fixture
def db(store: SQLiteStore, path: Path) -> Iterator[sqlite3.Connection]:
    """Another look at the same file."""
    with closing(sqlite3.connect(path)) as db:
        yield db


def plan(db: sqlite3.Connection, sql: str, *values: object) -> list[str]:
    return [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", values)]


def test_the_link_query_reads_only_the_covering_index(db: sqlite3.Connection) -> None:
    steps = plan(db, links.SCORED, "[]", 1, 10, 9)
    held = [step for step in steps if "holding" in step]
    assert held == ["SEARCH holding USING COVERING INDEX holding_by_concept (concept=?)"]
    assert [step for step in steps if "paper" in step] == ["SEARCH paper USING INTEGER PRIMARY KEY (rowid=?)"]


def test_names_by_their_ending_are_a_range_of_an_index(db: sqlite3.Connection) -> None:
    steps = plan(db, concepts.ENDING, '["x"]', 9)
    assert "SEARCH longer USING COVERING INDEX name_by_ending (backwards>? AND backwards<?)" in steps
    assert not [step for step in steps if step.startswith(("SCAN name", "SCAN longer", "USE TEMP"))]


def test_no_statement_scans_a_table_that_grows(store: SQLiteStore, db: sqlite3.Connection) -> None:
    """But for counts, and for what drops everything."""
    seen: set[str] = set()

    def watched(writer: Writer) -> None:
        writer._db.set_trace_callback(seen.add)  # type: ignore[attr-defined]
        add(writer, tagged("1", Say("BERT"), "GLUE", defines=[("Long Form", "LF")]))
        add(writer, tagged("1", "GPT"))
        writer.search_papers("gpt", limit=5)
        writer.search_concepts("gpt", limit=5)
        writer.candidates("1", kinds=["Method"], limit=5)
        writer.defining(["lf"])
        writer.readings(["lf"])
        writer.shorts_of(["lf"])
        writer.mentions_of(["1"], ["gpt"])
        writer.holders(["gpt"])
        writer.concepts(["gpt"])
        writer.names_ending(["gpt"], limit=5)
        writer.concepts_by_size(limit=5)
        writer.concepts_by_size(limit=5, kind="Method")
        writer.concept_ids(kind="Method")
        writer.summaries(["1"])
        writer.positions("000-1")
        writer.paper_counts(["gpt"])
        writer.paper_ids()
        writer.papers_of("gpt")
        writer.mark({"gpt": Mark("Task", "GPT", broad=True)})
        writer.decide(decision("same", ["gpt", "glue"]))
        writer.decisions_on(["gpt"])
        writer.undecide(["gpt"])
        remove(writer, "1")
        writer._db.set_trace_callback(None)  # type: ignore[attr-defined]

    store.write(watched)
    growing = (
        *("paper", "record", "mention", "form", "name", "concept", "holding", "definition", "paper_key", "source"),
        *("decision", "decision_subject"),
    )
    assert len(seen) > 40
    for sql in seen:
        if sql.startswith("--") or "_words" in sql.split("(")[0]:
            continue  # a trigger's, or the full-text index's own
        for step in plan(db, sql):
            words = step.split()
            if words[0] == "SCAN" and words[1] in growing:
                assert "USING" in step, (step, sql)


def test_pages_of_few_and_of_many_are_found_by_index(store: SQLiteStore) -> None:
    fill(store, *(tagged(f"{number:03}", "BERT") for number in range(100)))
    assert store.read(lambda reader: reader.papers_of("bert", after="049", limit=3)) == ["050", "051", "052"]
    assert store.read(lambda reader: reader.papers_of("bert", after="049", limit=1000))[-1] == "099"


def test_the_file_is_marked_and_in_wal_mode(db: sqlite3.Connection) -> None:
    assert db.execute("PRAGMA application_id").fetchone() == (migrate.APPLICATION_ID,)
    assert db.execute("PRAGMA user_version").fetchone() == (scripts()[-1].number,)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_scripts_are_numbered_without_gaps() -> None:
    assert [script.number for script in scripts()] == list(range(1, len(scripts()) + 1))


def test_statements_of_a_script() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM a;\n  SELECT 1;\nEND;\n"
    script = f"-- One; two.\nCREATE TABLE a (\n  b -- c;\n);\n{trigger}SELECT ';'"
    first, second, last = statements(script)
    assert first.endswith("b -- c;\n);\n")
    assert second == trigger
    assert last == "SELECT ';'"


def test_migrations_are_applied_in_order_and_once(path: Path) -> None:
    first, second = (
        Script(1, "CREATE TABLE a (b);"),
        Script(2, "ALTER TABLE a ADD COLUMN c;\nINSERT INTO a VALUES (1, 2);"),
    )
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        migrate.migrate(db, path, [first])
        migrate.migrate(db, path, [first, second])
        migrate.migrate(db, path, [first, second])
        assert db.execute("SELECT * FROM a").fetchall() == [(1, 2)]
        assert migrate.check(db, path, 2) == 2


def test_a_migration_that_fails_leaves_nothing(path: Path) -> None:
    first, second = Script(1, "CREATE TABLE a (b);"), Script(2, "CREATE TABLE c (d);\nINSERT INTO nowhere VALUES (1);")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            migrate.migrate(db, path, [first, second])
        assert migrate.check(db, path, 2) == 1
        assert [name for (name,) in db.execute("SELECT name FROM sqlite_master")] == ["a"]


def test_a_store_of_an_older_version_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(SQLiteStore(path)) as store:
        fill(store, tagged("1"))
    more = [*scripts(), Script(len(scripts()) + 1, "CREATE TABLE later (x);")]
    monkeypatch.setattr("graph.sqlite.store.scripts", lambda: more)
    with pytest.raises(StoreError, match="older"):
        SQLiteStore(path, read_only=True)
    with closing(SQLiteStore(path)) as store:
        assert store.read(lambda reader: reader.size()) == 1
    with closing(SQLiteStore(path, read_only=True)) as store:
        assert store.read(lambda reader: reader.size()) == 1


def test_a_store_without_categories_keeps_what_it_has(path: Path) -> None:
    with closing(SQLiteStore(path)) as store:
        fill(store, tagged("1", "BERT", title="T"), tagged("2", "BERT"))
        before = store.read(everything)
    with closing(sqlite3.connect(path)) as db:
        _without_added(db)
        for table in ("paper", "record"):
            db.execute(f"ALTER TABLE {table} DROP COLUMN categories")
        db.execute("PRAGMA user_version = 1")
    with closing(SQLiteStore(path)) as store:
        assert store.read(everything) == before
        later = tagged("2", "BERT")
        record = replace(later.paper.records[0], categories=("cs.CL",))
        fill(store, replace(later, paper=replace(later.paper, records=(record,), categories=("cs.CL",))))
        assert store.read(lambda reader: reader.papers(["2"])["2"].categories) == ("cs.CL",)


def test_an_older_store_counts_words_by_their_stems(path: Path) -> None:
    with closing(SQLiteStore(path)) as store:
        fill(store, tagged("1", "parsing", title="Parsers"), tagged("2", "parsers"))
        assert store.read(lambda reader: reader.word_counts(["parser", "pars"])) == {"parser": 2, "pars": 1}
    with closing(sqlite3.connect(path)) as db:
        _without_added(db)
        before = db.execute("SELECT * FROM word").fetchall()
        db.execute("DELETE FROM word")
        db.execute("INSERT INTO word VALUES ('parsing', 1)")
        db.execute("PRAGMA user_version = 2")
        db.commit()
    with closing(SQLiteStore(path)) as store, closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT * FROM word").fetchall() == before
        assert store.read(lambda reader: reader.added_since(0)) == [], "what was there before is not new"


def test_an_older_store_gives_up_vectors_without_cells(path: Path) -> None:
    with closing(SQLiteStore(path)) as store:
        fill(store, tagged("1", "word01", "word02"))
        embed(store, "names-5b2557507f")
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE vector SET vector = substr(vector, 1, 6)")
        db.execute("PRAGMA user_version = 4")
        db.commit()
    with closing(SQLiteStore(path)) as store:
        assert store.read(lambda reader: (reader.vectors(WORDS), reader.near(WORDS))) == ({}, {})
        assert embed(store) == ["word01", "word02"]
        assert store.read(lambda reader: reader.vectors(WORDS)).keys() == {"word01", "word02"}


def _without_added(db: sqlite3.Connection) -> None:
    db.execute("DROP INDEX paper_by_added")
    db.execute("ALTER TABLE paper DROP COLUMN added")


def test_one_file_made_by_many_at_once(path: Path) -> None:
    code = "import sys; from graph.sqlite import SQLiteStore; SQLiteStore(sys.argv[1]).close()"
    children = [
        subprocess.Popen([sys.executable, "-c", code, str(path)], stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    for child in children:
        _, errors = child.communicate(timeout=60)
        assert child.returncode == 0, errors


def test_a_second_writer_waits_and_then_says_why(store: SQLiteStore) -> None:
    with SQLiteLock(store), pytest.raises(StoreUnreachable, match="locked") as refused:
        fill(store, tagged("2"))
    assert "Wait" in refused.value.hint
    fill(store, tagged("2"))


class SQLiteLock:
    """Another thread in the middle of a write."""

    def __init__(self, store: SQLiteStore) -> None:
        self._store = store
        self._begun, self._done = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=store.write, args=(self._work,))

    def _work(self, writer: Writer) -> None:
        self._begun.set()
        self._done.wait(30)

    def __enter__(self) -> None:
        self._thread.start()
        self._begun.wait(30)

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()


def test_a_full_disk(store: SQLiteStore) -> None:
    fill(store, tagged("1", "BERT"))

    def work(writer: Writer) -> None:
        writer._db.execute("PRAGMA max_page_count = 1")  # type: ignore[attr-defined]
        add(writer, *(tagged(f"{number}", "x" * 3000) for number in range(100)))

    with pytest.raises(StoreError, match="no room") as refused:
        store.write(work)
    assert "space" in refused.value.hint
    assert store.read(lambda reader: reader.paper_ids()) == ["1"]
    fill(store, tagged("2"))


def test_a_damaged_file(path: Path) -> None:
    with closing(SQLiteStore(path)) as store:
        fill(store, *(tagged(f"{number}", "BERT", "GLUE") for number in range(300)))
    content = bytearray(path.read_bytes())
    for page in range(4096, len(content), 4096):
        content[page : page + 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"), closing(SQLiteStore(path)) as store:
        store.read(lambda reader: reader.tagged(reader.paper_ids()))


def test_half_a_character_is_refused(store: SQLiteStore) -> None:
    with pytest.raises(StoreError, match="surrogate"):
        fill(store, tagged("1", title="\ud800"))
    assert store.read(lambda reader: reader.size()) == 0
    assert store.read(lambda reader: reader.papers(["\ud800"])) == {}


def test_nothing_that_is_looked_up_may_have_a_nul(store: SQLiteStore) -> None:
    fill(store, tagged("a", "BERT"), tagged("b", title="in a title\0it may"))
    for paper in (tagged("a\0"), tagged("c", Say("x", name="x\0")), tagged("c", position="\0")):
        with pytest.raises(StoreError, match="NUL"):
            fill(store, paper)
    assert store.read(lambda reader: reader.papers(["a\0b"])) == {}
    assert store.read(lambda reader: reader.find(["a\0b"])) == {}
    assert store.read(lambda reader: reader.forms(["bert\0"])) == {}
    assert store.read(lambda reader: reader.paper_ids()) == ["a", "b"]


@pytest.mark.parametrize("broken", ["\0", "\ud800"])
@pytest.mark.parametrize("place", ["subject", "value", "who", "when", "why", "concept", "shown"])
def test_no_decision_and_no_mark_has_what_a_database_does_not_take(store: SQLiteStore, place: str, broken: str) -> None:
    fill(store, tagged("1", "BERT"))
    text = f"x{broken}y"

    def work(writer: Writer) -> None:
        writer.decide(decision("same", ["a", "b"]))
        if place in ("concept", "shown"):
            writer.mark(
                {"bert": Mark(shown="B"), text: Mark("Task")} if place == "concept" else {"bert": Mark(shown=text)}
            )
        else:
            said = {"value": "x", place: text}
            writer.decide(decision("shown", [said.pop("subject", "bert")], **said))

    with pytest.raises(StoreError, match="NUL" if broken == "\0" else "surrogate") as refused:
        store.write(work)
    assert "Clean" in refused.value.hint
    assert store.read(lambda reader: reader.decisions()) == []
    assert store.read(lambda reader: reader.concepts(["bert"])["bert"].mark) == Mark()


def test_the_file_is_sound_after_a_life(store: SQLiteStore, db: sqlite3.Connection) -> None:
    for number in range(30):
        store.write(lambda writer, kind=TYPES[number % 3]: writer.mark({"bert": Mark(kind), "c1": Mark(kind)}))  # type: ignore[misc]
        one, other = (decision("same", [f"c{number % 3 + more}", "bert"]) for more in range(2))
        store.write(lambda writer, one=one, other=other: (writer.decide(one), writer.undecide([other.id])))  # type: ignore[misc]
        fill(store, *(tagged(f"{number % 7 + one}", f"c{number % 5}", "BERT", title=f"T{one}") for one in range(3)))
        drop(store, f"{number % 4}")
    store.write(lambda writer: writer.drop_derived())
    fill(store, *(tagged(f"{number}", "BERT", f"c{number % 5}") for number in range(9)))
    assert find(store, "bert")[1] == ["bert"]
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    for index in ("paper_words", "form_words", "name_words"):
        db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - ours
    (rows,) = db.execute("SELECT count(*) FROM paper_words WHERE paper_words MATCH 'here'").fetchone()
    assert rows == store.read(lambda reader: reader.size())


def test_no_connection_is_left_open(path: Path) -> None:
    """The last one to close takes the log with it."""
    with closing(SQLiteStore(path)) as store:
        fill(store, tagged("1"))
        threads = [threading.Thread(target=store.check) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [file.name for file in path.parent.iterdir()] == ["x.db"]


def test_words_of_very_many_concepts_find_the_same_in_another_way(
    store: SQLiteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(
        store,
        tagged("1", "graph neural network", "graph theory", Say("Encoder graphs", name="encoder")),
        tagged("2", "graph theory", "a graph", "graph", defines=[("graph drawing", "GD")]),
        concept_of={"gd": "graph drawing"},
    )

    def all_found(reader: Reader) -> list[list[str]]:
        asked = [(text, limit) for text in ("graph", "graphs", "encoder g", "gd", "none") for limit in (1, 3, 9)]
        return [reader.search_concepts(text, limit=limit) for text, limit in asked]

    before = store.read(all_found)
    assert len(before[2]) == 6
    monkeypatch.setattr(search, "_MANY", 1)
    assert store.read(all_found) == before


def test_of_words_that_very_many_papers_have_the_first_are_ranked(
    store: SQLiteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, *(tagged(str(number), "BERT") for number in (3, 1, 4, 2)))
    monkeypatch.setattr(search, "_RANKED", 2)
    assert store.read(lambda reader: reader.search_papers("bert", limit=9)) == ["1", "3"]
