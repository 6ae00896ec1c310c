"""The command that writes a store for other programs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from graph.export import DOCUMENTS, GRAPHS
from tests.api.cli.conftest import Run
from tests.conftest import ROOT


@pytest.fixture
def url(concite: Run, papers_file: Path, tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    concite("add", papers_file, "--store", url)
    return url


@pytest.mark.parametrize("form", [*GRAPHS, *DOCUMENTS])
def test_a_file_is_what_goes_to_standard_output(concite: Run, url: str, form: str, tmp_path: Path) -> None:
    shown = concite("export", form, "--query", "SQuAD", "--store", url)
    assert (shown.code, shown.err) == (0, "")
    assert concite("export", form, tmp_path / "out", "--query", "SQuAD", "--store", url).code == 0
    assert (tmp_path / "out").read_text(encoding="utf-8") == shown.out
    assert "More questions" in shown.out and "Images" not in shown.out


def test_tables_go_into_a_folder(concite: Run, url: str, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    assert concite("export", "csv", folder, "--store", url).code == 0
    assert "SQuAD" in (folder / "papers.csv").read_text(encoding="utf-8")
    assert concite("export", "csv", "--store", url).code == 2


def test_parquet_goes_into_a_folder(concite: Run, url: str, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    assert concite("export", "parquet", folder, "--store", url).code == 0
    assert pq.read_table(folder / "papers.parquet").column("id").to_pylist() == ["10.1000/x", "p1", "p2"]
    assert concite("export", "parquet", "--store", url).code == 2


def test_what_a_paper_is_filed_under_is_shown(concite: Run, url: str, tmp_path: Path) -> None:
    assert "2019 · cs.CL, cs.IR\n" in concite("paper", "p1", "--store", url).out
    assert concite("export", "csv", tmp_path / "tables", "--store", url).code == 0
    assert "2019,,,,,cs.CL; cs.IR\n" in (tmp_path / "tables" / "papers.csv").read_text(encoding="utf-8")


def test_parquet_without_its_extra(url: str, tmp_path: Path) -> None:
    code = "import sys; sys.modules['pyarrow'] = None; from api.cli import main; main()"
    command = [sys.executable, "-c", code, "export", "parquet", str(tmp_path / "tables"), "--store", url]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr.splitlines() == [
        "Error: Parquet needs pyarrow, which is not installed", "Install it beside Concite: `pip install pyarrow`.",
    ]  # fmt: skip
    assert not (tmp_path / "tables").exists()


def test_a_selection_that_is_cut_says_so(concite: Run, url: str) -> None:
    assert concite("export", "graphml", "--concept", "SQuAD", "-n", 1, "--store", url).err == (
        "The first 1 papers; --limit takes more.\n"
    )


def test_a_note_tells_of_two_papers(concite: Run, url: str) -> None:
    ran = concite("export", "markdown", "--pair", "p1", "p2", "--store", url)
    assert (ran.code, ran.out.startswith("# BERT for questions and More questions\n")) == (0, True)
    assert concite("export", "markdown", "--store", url).code == 2
    assert concite("export", "graphml", "--pair", "p1", "p2", "--store", url).code == 2
    assert concite("export", "markdown", "--pair", "p1", "p2", "--query", "SQuAD", "--store", url).code == 2


def test_what_cannot_be_written_is_said(concite: Run, url: str, tmp_path: Path) -> None:
    assert concite("export", "pdf", "--store", url).code == 2
    assert concite("export", "graphml", "--concept", "nothing", "--store", url).code == 5
    assert concite("export", "graphml", tmp_path / "no" / "file", "--store", url).code == 2
    assert concite("export", "csv", tmp_path / "no" / "folder", "--store", url).code == 2


def test_what_would_change_nothing_is_not_asked(concite: Run, url: str) -> None:
    assert concite("export", "ris", "--view", "paper-paper", "--store", url).code == 2
    assert concite("export", "ris", "--limit", 5, "--store", url).code == 2
    assert concite("export", "gexf", "--top", 5, "--store", url).code == 2
    assert concite("export", "gexf", "--top", 5, "--view", "paper-paper", "--store", url).code == 0


def test_the_page_on_networkx_runs(seeded: str) -> None:
    page = (ROOT / "docs" / "networkx.md").read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE))
    assert "sqlite:///.data/seeds.db" in code
    code = code.replace("sqlite:///.data/seeds.db", seeded)
    python = [sys.executable, "-W", "error", "-"]
    ran = subprocess.run(python, input=code, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "federated learning" in ran.stdout.lower()
