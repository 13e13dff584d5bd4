"""Fixtures that several test files share."""

import hashlib
import http.client
import os
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
import uvicorn
from hypothesis import HealthCheck, settings
from starlette.applications import Starlette

from kg.relate import relate
from kg.resolve import link
from kg.text import sentences
from kg.types import Article, Document, Mention, Span

os.environ["KG_LANG"] = "en"  # what tests read, whatever the machine speaks
# No time limits in tests: other programs make a run slower
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

SHARED = Path(__file__).parents[2] / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-answers",
        action="store_true",
        help="write tests/cookbook anew: what the named queries answer on the samples",
    )


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the gold articles, beside the repository."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared (gold articles), which is not there")
    return SHARED


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``kg demo`` makes of the sample articles. For reading only."""
    from kg.cli import main

    out = tmp_path_factory.mktemp("elsewhere") / "demo"
    assert main(["demo", "-o", str(out)]) == 0
    return out


LABELS = {"O": "ORG", "R": "REGION", "P": "PERSON", "D": "POLICY", "C": "CLUSTER"}
_MARKED = re.compile(r"\[(?P<words>[^\[\]|]+)\|(?P<label>[ORPDC])\]")


def marked(words: str, date: str = "2023-05-01") -> Document:
    """A document from text with its mentions marked: "[某省|R]印发《[某方案|D]》"."""
    text, mentions, last = "", [], 0
    for match in _MARKED.finditer(words):
        text += words[last : match.start()]
        span = Span(len(text), len(text) + len(match["words"]))
        mentions.append(Mention(span, LABELS[match["label"]], "pattern", 0.9))
        text += match["words"]
        last = match.end()
    text += words[last:]
    article = Article(hashlib.sha256(text.encode()).hexdigest()[:16], "example", text, date=date)
    return Document(article, tuple(sentences(text)), tuple(mentions))


@pytest.fixture(scope="session")
def linked() -> Callable[..., Document]:
    """Marked text to a linked document."""
    return lambda words, date="2023-05-01": link(marked(words, date))


@pytest.fixture(scope="session")
def related() -> Callable[..., Document]:
    """Marked text to a document with facts and targets."""
    return lambda words, date="2023-05-01": relate(link(marked(words, date)))


class Answer:
    """What a server of this machine said."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.media = self.headers.get("content-type", "").split(";")[0]
        self.body = response.read()

    @property
    def text(self) -> str:
        return self.body.decode()


class Client:
    """Asks a server at a port of this machine."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str, accept: str = "*/*", /, **fields: str | list[str]) -> Answer:
        query = f"?{urlencode(fields, doseq=True)}" if fields else ""
        return self.ask("GET", path + query, None, {"Accept": accept})

    def post(self, body: str | bytes, headers: dict[str, str], path: str = "/sparql") -> Answer:
        return self.ask("POST", path, body, headers)

    def ask(
        self, method: str, path: str, body: str | bytes | None, headers: dict[str, str]
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        content = body.encode() if isinstance(body, str) else body
        connection.request(method, path, content, headers)
        answer = Answer(connection.getresponse())
        connection.close()
        return answer


Served = Callable[[Starlette], AbstractContextManager[Client]]


@pytest.fixture(scope="session")
def served() -> Served:
    """Serves an application as ``kg serve`` does, within a block."""

    @contextmanager
    def serve(application: Starlette) -> Iterator[Client]:
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            server = uvicorn.Server(uvicorn.Config(application, log_level="warning"))
            started = threading.Event()
            startup = server.startup

            async def announced(sockets: list[socket.socket] | None = None) -> None:
                await startup(sockets)
                started.set()

            server.startup = announced  # type: ignore[method-assign]  # tells when it listens
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
            thread.start()
            started.wait()
            try:
                yield Client(listening.getsockname()[1])
            finally:
                server.should_exit = True
                thread.join()

    return serve
