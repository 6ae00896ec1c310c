"""From addresses to stores, and what is said of those that cannot be had."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from graph.connect import open_store
from graph.errors import StoreError, StoreReadOnly, StoreTooNew, StoreUnreachable, UsageError
from tests.graph.store.builders import everything, fill, find, tagged


@pytest.mark.parametrize(
    "address", ["sqlite:///x.db", "x.db", "sqlite:///{}/x.db", "{}/x.db", "SQLite:///a%20b/%C3%A9.db"]
)
def test_a_store_is_made_where_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(open_store(address.format(tmp_path / "new" / "folder"))) as store:
        fill(store, tagged("1"))
        monkeypatch.chdir("/")
        store.check()
        url = store.url
    assert len(list(tmp_path.rglob("*.db"))) == 1
    monkeypatch.chdir(tmp_path)
    with closing(open_store(url)) as store:
        assert store.read(lambda reader: reader.size()) == 1


@pytest.mark.parametrize(
    "address",
    [
        "neo3j://localhost",
        "postgres://localhost/x",
        "papers",
        "papers.txt",
        "",
        "sqlite://",
        "sqlite:///",
        "sqlite://papers.db",
        "sqlite:///x.db?mode=memory",
        "x.db?cache=shared",
        ":memory:",
    ],
)
def test_other_addresses_are_refused_with_those_that_are_taken(address: str) -> None:
    with pytest.raises(UsageError) as refused:
        open_store(address)
    assert "sqlite:///" in refused.value.hint or "?mode=ro" in refused.value.hint


@pytest.mark.parametrize("name", ["odd #1 %20 100%.db", "ü 😀.db", "a&b=c;d.db", 'it\'s "q".db'])
def test_odd_file_names(tmp_path: Path, name: str) -> None:
    with closing(open_store(str(tmp_path / name))) as store:
        fill(store, tagged("1"))
        url = store.url
    assert (tmp_path / name).exists()
    with closing(open_store(url)) as store:
        assert store.read(lambda reader: reader.size()) == 1


def test_read_only_by_its_address(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with closing(open_store(str(path))) as store:
        fill(store, tagged("1", "BERT"))
        before = store.read(everything)
        with closing(open_store(f"{path}?mode=ro")) as other:  # while this one has it open
            assert other.read(everything) == before
            fill(store, tagged("2", "BERT"))
            assert other.read(lambda reader: reader.size()) == 2
            with pytest.raises(StoreReadOnly):
                fill(other, tagged("3"))
    with closing(open_store(f"sqlite:///{path}?mode=ro")) as other:
        assert find(other, "bert") == (["1", "2"], ["bert"])
        with pytest.raises(StoreReadOnly):
            other.write(lambda writer: writer.size())


def test_read_only_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachable, match="no store"):
        open_store(str(tmp_path / "none" / "x.db?mode=ro"))
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreReadOnly, match="empty"):
        open_store(str(tmp_path / "empty.db?mode=ro"))
    assert [file.name for file in tmp_path.iterdir()] == ["empty.db"]


@contextmanager
def unprivileged() -> Iterator[None]:
    """Rights don't bind root: be nobody for a while."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that nobody may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o755)
        yield path
        path.chmod(0o755)


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o555), (0o666, 0o555), (0o444, 0o777)])
def test_where_rights_are_missing_it_can_still_be_read(folder: Path, file_mode: int, folder_mode: int) -> None:
    path = folder / "x.db"
    with closing(open_store(str(path))) as store:
        fill(store, tagged("1", "BERT"))
        before = store.read(everything)
    path.chmod(file_mode)
    folder.chmod(folder_mode)
    with unprivileged():
        for address in (str(path), f"{path}?mode=ro"):
            with closing(open_store(address)) as store:
                store.check()
                assert store.read(everything) == before
                assert store.read(everything) == before
                with pytest.raises(StoreReadOnly) as refused:
                    fill(store, tagged("2"))
                assert "rights" in refused.value.hint


def test_what_others_write_is_seen_where_rights_are_missing(folder: Path) -> None:
    path = folder / "x.db"
    with closing(open_store(str(path))) as store:
        fill(store, tagged("1"))
    path.chmod(0o444)
    folder.chmod(0o555)
    with unprivileged():
        store = open_store(str(path))
        assert store.read(lambda reader: reader.size()) == 1
    if os.geteuid():
        path.chmod(0o644)
        folder.chmod(0o755)
    with closing(open_store(str(path))) as writer:
        fill(writer, tagged("2"))
    if os.geteuid():
        path.chmod(0o444)
        folder.chmod(0o555)
    with unprivileged():
        assert store.read(lambda reader: reader.size()) == 2
        store.close()


def test_no_right_to_look_or_to_make(folder: Path) -> None:
    (folder / "x.db").touch(0o000)
    (folder / "x.db").chmod(0o000)
    folder.chmod(0o555)
    with unprivileged():
        for name in ("x.db", "y.db", "new/x.db"):
            with pytest.raises(StoreUnreachable):
                open_store(str(folder / name))


def test_a_folder_or_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "x.db").mkdir()
    (tmp_path / "file").touch()
    for name in ("x.db", "file/x.db"):
        with pytest.raises(StoreUnreachable):
            open_store(str(tmp_path / name))


def test_not_a_database(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_text("Just some text, long enough to be looked at as if it were a database. " * 9)
    before = path.read_bytes()
    for address in (str(path), f"{path}?mode=ro"):
        with pytest.raises(StoreError, match="not a Concite store"):
            open_store(address)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "script", ["CREATE TABLE cake (n)", "PRAGMA user_version = 3", "PRAGMA application_id = 252006673"]
)
def test_a_database_of_another_program(tmp_path: Path, script: str) -> None:
    path = tmp_path / "x.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute(script)
        db.execute("VACUUM")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        open_store(str(path))
    assert path.read_bytes() == before


def test_a_store_of_a_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    open_store(str(path)).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 9999")
    for address in (str(path), f"{path}?mode=ro"):
        with pytest.raises(StoreTooNew, match="9999"):
            open_store(address)


def test_a_store_that_is_gone(tmp_path: Path) -> None:
    """Nothing more is read of it, and nothing written, which would be lost; what stands there later is the store."""
    path = tmp_path / "x.db"
    with closing(open_store(str(path))) as store:
        fill(store, tagged("1", "BERT"))
        for file in tmp_path.iterdir():
            file.rename(file.with_name(f"old-{file.name}"))
        for use in (
            store.check,
            lambda: store.read(lambda reader: reader.size()),
            lambda: fill(store, tagged("2", "a")),
        ):
            with pytest.raises(StoreUnreachable, match="gone"):
                use()
        with closing(open_store(str(path))) as other:
            assert store.read(lambda reader: reader.size()) == 0
            fill(store, tagged("3", "BERT"), tagged("4", "GLUE"))
            assert other.read(lambda reader: reader.size()) == 2
    with closing(open_store(str(tmp_path / "old-x.db"))) as old:
        assert old.read(lambda reader: reader.paper_ids(limit=5)) == ["1"]
