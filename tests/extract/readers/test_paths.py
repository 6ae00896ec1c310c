from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from extract.readers import find, read, spool
from graph.errors import UnreadableInput
from graph.records import Record


def touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("Abstract:a")
    return path


def test_folders_are_walked_in_order_and_hidden_files_skipped(tmp_path: Path) -> None:
    names = ["b.txt", "a/z.txt", "a/b/c.csv", "c/1.txt"]
    expected = sorted(touch(tmp_path / name) for name in names)
    for name in [".hidden.txt", ".git/config", "a/.cache/x.txt"]:
        touch(tmp_path / name)
    assert find([tmp_path]) == expected


def test_files_keep_their_order_and_come_once(tmp_path: Path) -> None:
    a, b = touch(tmp_path / "a.txt"), touch(tmp_path / "b.txt")
    assert find([b, a, tmp_path, tmp_path / "." / "b.txt"]) == [b, a]


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    hidden = touch(tmp_path / ".hidden.txt")
    assert find([hidden]) == [hidden]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    kept = touch(tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert find([tmp_path]) == [kept, tmp_path / "self"]
    with pytest.raises(UnreadableInput):
        read(tmp_path / "self")


def test_links_to_folders_and_files_are_followed(tmp_path: Path) -> None:
    touch(tmp_path / "real" / "a.txt")
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "folder").symlink_to(tmp_path / "real", target_is_directory=True)
    (shelf / "b.txt").symlink_to(tmp_path / "real" / "a.txt")
    (shelf / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert find([shelf]) == [shelf / "b.txt", shelf / "folder" / "a.txt", shelf / "gone.txt"]
    with pytest.raises(UnreadableInput, match=r"gone\.txt does not exist"):
        read(shelf / "gone.txt")


def test_a_missing_path(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"nothing\.txt does not exist"):
        find([touch(tmp_path / "a.txt"), tmp_path / "nothing.txt"])


def test_a_folder_without_files(tmp_path: Path) -> None:
    touch(tmp_path / ".hidden")
    (tmp_path / "inner").mkdir()
    with pytest.raises(UnreadableInput, match="holds no file to read"):
        find([tmp_path])


def test_standard_input_is_kept_with_a_hash(tmp_path: Path) -> None:
    path = spool(BytesIO(b"Abstract:a\nAbstract:b\n"), tmp_path)
    found = [item for item in read(path) if isinstance(item, Record)]
    assert [item.position for item in found] == ["stdin-000", "stdin-001"]
    assert found[0].source.name == "stdin"
    assert len(found[0].source.sha256) == 64


def test_standard_input_has_a_limit(tmp_path: Path) -> None:
    assert spool(BytesIO(b"x" * 10), tmp_path, limit=10).exists()
    with pytest.raises(UnreadableInput, match="standard input is over 10 bytes"):
        spool(BytesIO(b"x" * 11), tmp_path, limit=10)
    assert list(tmp_path.iterdir()) == []
