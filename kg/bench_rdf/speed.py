"""How fast the store is, beside raw pyoxigraph and rdflib: same triples, same run, same machine."""

from __future__ import annotations

import gc
import gzip
import math
import multiprocessing
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter
from types import MappingProxyType
from typing import cast

import rdflib
from pyoxigraph import RdfFormat, Store

from kg import rdf
from kg.bench_rdf.multiply import multiplied
from kg.build.samples import samples
from kg.config import Config
from kg.graph import build
from kg.lang import Text
from kg.pipeline import annotate
from kg.rdf import all_quads, merged_quads, prefixes
from kg.store import open_store, query, write_file
from kg.types import Document, Skip

TRIPLES = 1_000_000  # of the default graph; the store holds the articles' graphs beside it
ROUNDS = 3  # the best of them counts: other programs only make a run slower
PATIENCE = 120  # seconds that rdflib may take for a load or a query

# One query of each kind that people ask.
QUERIES: Mapping[str, str] = MappingProxyType(
    {
        "lookup": "SELECT ?p ?o { region:440000 ?p ?o }",
        "join": "SELECT ?one ?other (COUNT(DISTINCT ?s) AS ?n) { ?m zt:names ?one ;"
        " nif:sentence ?s . ?k zt:names ?other ; nif:sentence ?s ."
        " FILTER(STR(?one) < STR(?other)) } GROUP BY ?one ?other ORDER BY DESC(?n) LIMIT 20",
        "group": "SELECT ?type (COUNT(*) AS ?n) { ?thing a ?type } GROUP BY ?type",
        "regex": 'SELECT ?s ?words { ?s a nif:Sentence ; nif:anchorOf ?words FILTER regex(?words, "氢能") }',
        "path": "SELECT ?place { ?place schema:containedInPlace+ region:440000 }",
        "order": "SELECT ?t ?year ?value { ?t a zt:QuantifiedTarget ; zt:byYear ?year"
        " OPTIONAL { ?t schema:value ?value } } ORDER BY DESC(?year) ?t LIMIT 100",
    }
)


AIM = 20  # times as fast as rdflib, where nothing in the nature of the work forbids it
# Why a line may stay below the aim, whatever the store.
BOUND: Mapping[str, Text] = MappingProxyType(
    {
        "load": Text(
            "三分之一是解析，三分之二是逐条写入六个散列表，单线程",
            "a third is parsing, two thirds enter each triple in six hash tables, in one thread",
        ),
        "order": Text(
            "一半以上的时间在按名称排序",
            "more than half is sorting by name",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Answer:
    """To one query; of what took too long nothing is known."""

    seconds: float
    rows: int


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement, in seconds."""

    name: str
    ours: float  # on disk, with the articles' graphs
    raw: float  # the same in plain pyoxigraph
    memory: float  # ours without a disk, and the default graph alone, as rdflib has it
    rdflib: float | None  # None: not within PATIENCE

    @property
    def times(self) -> float | None:
        """How many times as long rdflib takes, both in memory."""
        return None if self.rdflib is None else self.rdflib / self.memory

    def __str__(self) -> str:
        other, times = f"> {PATIENCE} s", "-"
        if self.times is not None:
            other, times = f"{self.rdflib:.3f} s", f"{self.times:.0f}x"
        ours = f"{self.ours:10.4f} s {self.raw:10.4f} s {self.ours / self.raw:7.2f}"
        return f"{self.name:8} {ours} {self.memory:10.4f} s {other:>12} {times:>7}"


@dataclass(frozen=True, slots=True)
class Speeds:
    """All of them, on one graph."""

    triples: int  # of the default graph
    quads: int  # in all
    lines: tuple[Line, ...]

    def __str__(self) -> str:
        names = f"{'kg':>12} {'pyoxigraph':>12} {'ratio':>7} {'kg, memory':>12} {'rdflib':>12}"
        head = f"{'':8} {names} {'times':>7}"
        size = f"{self.triples:,} 条三元组 triples · {self.quads:,} quads"
        return "\n".join([size, head, *map(str, self.lines), *self._below()])

    def _below(self) -> Iterator[str]:
        """The lines that miss the aim, and why."""
        for line in self.lines:
            if line.times is not None and line.times < AIM:
                why = BOUND.get(line.name, Text("原因不明", "for no reason that we know"))
                yield f"{line.name}: < {AIM}x: {why.within('both')}"


def rdf_speed(config: Config, triples: int = TRIPLES) -> Speeds:
    """Loading ``graph.nq.gz`` to disk, then one query of each kind.

    rdflib holds the default graph in memory, and is compared with our store in memory. Its times
    are those of one round, the others' the best of ROUNDS; these take turns, so that they meet
    the same noise.

    Raises:
        ValueError: they give answers of different length.
        RuntimeError: rdflib's process died, for want of memory perhaps.
    """
    documents = _documents(config, triples)
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
        out = Path(folder)
        packed, lines, default = out / "graph.nq.gz", out / "graph.nq", out / "graph.nt"
        graph = build(documents)
        rdf.write(all_quads(graph, documents, config.base), packed)
        rdf.write(merged_quads(graph, config.base), default)
        del graph
        with gzip.open(packed) as stream, lines.open("wb") as unpacked:
            shutil.copyfileobj(stream, unpacked)
        found = tuple(_measured(out, packed, lines, default, config.base))
        sizes = [sum(1 for _ in path.open("rb")) for path in (default, lines)]
    return Speeds(sizes[0], sizes[1], found)


def _documents(config: Config, triples: int) -> list[Document]:
    """Copies of the samples, as many as give the number of triples at least."""
    skipped: list[Skip] = []
    originals = list(annotate(samples(skipped.append), config))
    few, more = (
        sum(1 for _ in merged_quads(build(multiplied(originals, copies)))) for copies in (1, 3)
    )
    copies = 1 + math.ceil(max(triples - few, 0) / ((more - few) / 2))
    return list(multiplied(originals, copies))


def _measured(out: Path, packed: Path, lines: Path, default: Path, base: str) -> Iterator[Line]:
    others = _rdflib(default, base)
    turns = [_load(out, packed, lines, turn) for turn in range(ROUNDS)]
    mine, theirs = map(min, zip(*turns, strict=True))
    start = perf_counter()
    memory = Store()
    memory.bulk_load(path=str(default), format=RdfFormat.N_TRIPLES)
    loaded = perf_counter() - start
    yield Line("load", mine, theirs, loaded, _seconds(others, "load"))
    ours, raw = open_store(out), Store.read_only(str(out / "raw"))
    for name, sparql in QUERIES.items():
        rounds = [
            (
                _timed(partial(query, ours, sparql, base)),
                _timed(partial(_plain, raw, sparql, base)),
                _timed(partial(query, memory, sparql, base)),
            )
            for _ in range(ROUNDS + 1)  # the first one warms up
        ][1:]
        rows = {one.rows for turn in rounds for one in turn}
        if name in others:
            rows.add(others[name].rows)
        if len(rows) != 1:
            raise ValueError(f"{name}: answers differ in length: {rows}")
        mine, theirs, fast = (
            min(one.seconds for one in side) for side in zip(*rounds, strict=True)
        )
        yield Line(name, mine, theirs, fast, _seconds(others, name))


def _seconds(answers: Mapping[str, Answer], name: str) -> float | None:
    return answers[name].seconds if name in answers else None


def _load(out: Path, packed: Path, lines: Path, turn: int) -> tuple[float, float]:
    """Ours and raw, in another order every turn: the disk is still busy with the first."""
    sides = [partial(_ours, out, packed), partial(_raw, out / "raw", lines)]
    order = (0, 1) if turn % 2 == 0 else (1, 0)
    seconds = [0.0, 0.0]
    for side in order:
        seconds[side] = sides[side]()
    return seconds[0], seconds[1]


def _ours(out: Path, packed: Path) -> float:
    shutil.rmtree(out / "store", ignore_errors=True)
    start = perf_counter()
    write_file(out, packed)
    return perf_counter() - start


def _raw(path: Path, lines: Path) -> float:
    shutil.rmtree(path, ignore_errors=True)
    start = perf_counter()
    store = Store(str(path))
    store.bulk_load(path=str(lines), format=RdfFormat.N_QUADS)
    store.flush()
    end = perf_counter()
    del store
    gc.collect()  # closes the files
    return end - start


def _timed(ask: Callable[[], object]) -> Answer:
    start = perf_counter()
    rows = sum(1 for _ in cast(Iterable[object], ask()))
    return Answer(perf_counter() - start, rows)


def _plain(store: Store, sparql: str, base: str) -> object:
    return store.query(sparql, prefixes=prefixes(base))


def _rdflib(path: Path, base: str) -> dict[str, Answer]:
    """In a process of its own, whose memory is gone afterwards; what takes too long is left out."""
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe(duplex=False)
    worker = spawn.Process(target=_in_rdflib, args=(path, base, there))
    worker.start()
    there.close()
    try:
        found: dict[str, Answer] = here.recv()
    except EOFError as error:
        raise RuntimeError("rdflib's process died") from error
    worker.join()
    return found


def _in_rdflib(path: Path, base: str, answers: Connection) -> None:
    graph = rdflib.Graph()
    found = {"load": _timed(lambda: [graph.parse(path, format="nt")])}
    fork = multiprocessing.get_context("fork")  # a query can be stopped, and the graph stays
    for name, sparql in QUERIES.items():
        here, there = fork.Pipe(duplex=False)
        asked = fork.Process(target=_in_fork, args=(graph, sparql, base, there))
        asked.start()
        if here.poll(PATIENCE):
            found[name] = here.recv()
        asked.kill()
        asked.join()
    answers.send(found)


def _in_fork(graph: rdflib.Graph, sparql: str, base: str, answers: Connection) -> None:
    answers.send(_timed(lambda: graph.query(sparql, initNs=prefixes(base))))
