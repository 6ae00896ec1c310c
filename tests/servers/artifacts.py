"""Neo4j Community, its Browser and its shell: fetched from Maven Central once, kept in the cache folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

_POM = """\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>concite.tests</groupId>
  <artifactId>server</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>{dependencies}</dependencies>
</project>
"""
_DEPENDENCY = "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"
_BROWSER = "5.24.0"  # the newest on Maven Central
_SHELL = "5.26.30"  # speaks to all servers that we test with


class Missing(Exception):
    """Something that a server needs is not on this machine; the text says what."""


def jars(version: str) -> Path:
    """The folder of a server's jars; raises Missing where they are neither kept nor can be fetched."""
    return _fetched(f"neo4j-{version}", f"org.neo4j.app:neo4j-server:{version}", f"org.neo4j:neo4j:{version}")


def browser() -> Path:
    """The folder of the page that a server has at ``/browser/`` where it stands in its class path."""
    return _fetched(f"neo4j-browser-{_BROWSER}", f"org.neo4j.client:neo4j-browser:{_BROWSER}")


def shell() -> Path:
    """The folder of cypher-shell's jars."""
    return _fetched(f"cypher-shell-{_SHELL}", f"org.neo4j:cypher-shell:{_SHELL}")


def _fetched(name: str, *artifacts: str) -> Path:
    kept = _cache() / name
    if kept.is_dir():
        return kept
    maven = shutil.which("mvn")
    if maven is None:
        raise Missing("Maven (mvn) is needed to fetch Neo4j")
    kept.parent.mkdir(parents=True, exist_ok=True)
    pom = _POM.format(dependencies="".join(_DEPENDENCY.format(*one.split(":")) for one in artifacts))
    # Made beside and renamed, so that a folder with this name is whole.
    with tempfile.TemporaryDirectory(dir=kept.parent) as made:
        (Path(made) / "pom.xml").write_text(pom, encoding="utf-8")
        fetch = [maven, "-B", "-q", "dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=jars"]
        done = subprocess.run(fetch, cwd=made, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Missing(f"Maven could not fetch {name}: {(done.stdout or done.stderr).strip()[:500]}")
        (Path(made) / "jars").rename(kept)
    return kept


def java(oldest: int, newest: int) -> Path:
    """The oldest Java of this machine within these versions; raises Missing where there is none."""
    homes = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    homes += sorted(Path("/usr/lib/jvm").glob("*")) + sorted(
        Path("/Library/Java/JavaVirtualMachines").glob("*/Contents/Home")
    )
    programs = [home / "bin" / "java" for home in homes]
    if found := shutil.which("java"):
        programs.append(Path(found))
    fitting = {
        version: program
        for program in programs
        if program.is_file() and oldest <= (version := _version(program)) <= newest
    }
    if not fitting:
        raise Missing(f"Java {oldest} to {newest} is needed to run Neo4j")
    return fitting[min(fitting)]


def _version(program: Path) -> int:
    says = subprocess.run([program, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', says)
    return int(found[1]) if found else 0


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "concite"
