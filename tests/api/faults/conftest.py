"""A Neo4j server that may be killed, and what is put into it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from api.settings import Settings
from graph.login import Login
from tests.servers.neo4j import LOGIN, LTS, Own, Servers, do_without, free_port

METHODS = "BERT GPT-3 ResNet LSTM Word2Vec GraphSAGE XGBoost DQN PPO CLIP".split()
DATASETS = "SQuAD ImageNet GLUE COCO CIFAR-10 MNIST".split()
TASKS = ("question answering", "image classification", "machine translation", "object detection")


@pytest.fixture(scope="package")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a certificate that nobody signed."""
    if shutil.which("openssl") is None:
        do_without("openssl is needed to make a certificate")
    folder = tmp_path_factory.mktemp("certificate")
    make = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout private.key -out public.crt"
    subprocess.run(make.split(), cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="package")
def web_port() -> int:
    """Where the server has web pages of its own."""
    return free_port()


@pytest.fixture(scope="package")
def own(servers: Servers, web_port: int, certificate: Path) -> Own:
    """The server, with TLS for those who want it; whoever kills it need not start it again."""
    return servers.own(
        LTS,
        server__http__enabled="true",
        server__http__listen_address=f"127.0.0.1:{web_port}",
        server__bolt__tls_level="OPTIONAL",
        dbms__ssl__policy__bolt__enabled="true",
        dbms__ssl__policy__bolt__base_directory=str(certificate),
        dbms__ssl__policy__bolt__client_auth="NONE",
    )


@pytest.fixture
def running(own: Own, monkeypatch: pytest.MonkeyPatch) -> Own:
    """The same, running and empty; the environment has its password."""
    if not own.running:
        own.start()
    own.server.clean()
    monkeypatch.setenv("CONCITE_STORE_USER", LOGIN.user)
    monkeypatch.setenv("CONCITE_STORE_PASSWORD", LOGIN.password)
    return own


def settings(url: str, login: Login = LOGIN) -> Settings:
    return Settings(store=url, store_user=login.user, store_password=SecretStr(login.password))


def papers(file: Path, numbers: range) -> Path:
    """Papers as JSONL, with few names in many ways."""
    with file.open("w", encoding="utf-8") as out:
        for n in numbers:
            method, other = METHODS[n % 10], METHODS[n * 7 % 10]
            dataset, task = DATASETS[n % 6], TASKS[n // 3 % 4]
            text = f"We propose N{n}Net, which joins {method} and {other} for {task}. It is tried on {dataset}."
            out.write(json.dumps({"id": f"p{n}", "title": f"{method} for {task}, {n}", "abstract": text}) + "\n")
    return file


def start(*arguments: object) -> subprocess.Popen[str]:
    """A command in a process of its own."""
    command = [sys.executable, "-m", "api.cli", *map(str, arguments)]
    return subprocess.Popen(command, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
