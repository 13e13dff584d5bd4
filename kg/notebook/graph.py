"""A graph to ask, to count and to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx

import kg.graph
from kg import cookbook, explorer, export, rdf, store, tables
from kg.build import build_from
from kg.build.samples import samples
from kg.config import Config
from kg.display import Html, card, definitions, text
from kg.domain import install_saved
from kg.errors import InputError
from kg.ingest import read
from kg.lang import Text, joined
from kg.notebook.cell import Page
from kg.notebook.things import EntityView, FactView, Known
from kg.pipeline import annotate
from kg.report import base_of
from kg.resolve import Joined
from kg.schema import CLASSES, ID_BASE, MENTION_LABELS, OWN_CLASSES
from kg.tables import Table
from kg.types import Document, Skip

if TYPE_CHECKING:
    import rdflib

_PARTS = ("articles", "sentences", "mentions")  # tables of what each article says


class Graph:
    """A build of ``kg build``, or documents in memory. Nothing is read before it is needed.

    Tables are lazy (:class:`kg.tables.Table`); what their columns mean stands in kg.tables.merged_columns.
    """

    def __init__(
        self, documents: Iterable[Document], base: str = ID_BASE, out: Path | None = None
    ) -> None:
        self._documents = documents
        self.base = base  # what the IRIs of ids begin with
        self.out = out  # the folder of the build; None in memory

    @classmethod
    def open(cls, out: str | Path) -> Graph:
        """The graph that ``kg build`` wrote to ``out``.

        The types and predicates of its ``domain.toml`` become known to the process.

        Raises:
            StoreError: the folder holds no finished build.
            InputError: its domain contradicts that of another graph of this process.
        """
        folder = Path(out)
        install_saved(folder)
        return cls((), base_of(folder), folder)

    @classmethod
    def demo(cls, out: str | Path = "output/demo", config: Config | None = None) -> Graph:
        """The graph of the bundled sample articles, built into ``out`` first (some seconds).

        Raises:
            InputError: ``out`` holds other things than a build; a file of ``config`` is wrong.
        """
        build_from(samples, Path(out), config or Config())
        return cls.open(out)

    @classmethod
    def read(cls, *inputs: str | Path, config: Config | None = None) -> Graph:
        """A graph in memory from files, folders or patterns, for some hundred articles at most.

        Raises:
            InputError: no input gave an article.
            ModelError: the recogniser cannot be loaded.
        """
        chosen = config or Config()
        skipped: list[Skip] = []
        articles = list(read([str(one) for one in inputs], skipped.append))
        if not articles:
            first = [joined(": ", one.where, one.reason) for one in skipped[:1]]
            none = Text("没有找到文章", "no article found")
            raise InputError(Text("输入", "inputs"), joined("; ", none, *first))
        documents = Joined(list(annotate(articles, chosen)))
        return cls(list(documents), chosen.base)

    @property
    def entities(self) -> Table:
        """Organisations, regions, persons, policies, industries: one row each."""
        return self._table("entities")

    @property
    def facts(self) -> Table:
        """One row a fact: subject, predicate, object, how many articles say so and since when."""
        return self._table("facts")

    @property
    def evidence(self) -> Table:
        """One row a fact and article that says so, with the sentence."""
        return self._table("evidence")

    @property
    def targets(self) -> Table:
        """Quantified targets: holder, indicator, value, unit, deadline."""
        return self._table("targets")

    @property
    def instruments(self) -> Table:
        """How policies support: kind, amount, recipient."""
        return self._table("instruments")

    @property
    def policies(self) -> Table:
        """Policies with number, level, years, dates, issuers and industries."""
        return self._table("policies")

    @property
    def mentions(self) -> Table:
        """Every place where an article names something; ``entity`` is an id of ``entities``."""
        return self._table("mentions")

    @property
    def sentences(self) -> Table:
        """Every sentence of every article."""
        return self._table("sentences")

    @property
    def articles(self) -> Table:
        """The articles with their text, date and address."""
        return self._table("articles")

    @cached_property
    def documents(self) -> Sequence[Document]:
        """What each article says, sorted by article.

        Raises:
            StoreError: a table is missing or is not one of ours.
        """
        if self.out is None:
            return kg.graph.distinct(self._documents)
        return tables.read(self.out / "tables")

    @cached_property
    def nx(self) -> networkx.MultiDiGraph:
        """The graph itself (kg.graph says what nodes and edges carry). Copy it before changing it."""
        return kg.graph.build(self.documents)

    def find(self, words: str, label: str = "") -> list[EntityView]:
        """Entities that ``words`` may mean, best first: id or name, alias, part of a name.

        ``label`` (a key of kg.schema.CLASSES) keeps one class.
        """
        found = (self.entity(node) for node in kg.graph.find(self.nx, words))
        return [one for one in found if label in ("", one.label)]

    def entity(self, name: str) -> EntityView:
        """The entity of this id, or else the best that ``find`` finds.

        Raises:
            InputError: there is none.
        """
        node = name if name in self.nx else next(iter(kg.graph.find(self.nx, name)), name)
        return self._known.entity(node)

    def claims(self, predicate: str = "") -> tuple[FactView, ...]:
        """All facts as things to look at, sorted; ``predicate`` keeps one kind."""
        edges = sorted((s, p, o) for s, o, p in self.nx.edges(keys=True) if predicate in ("", p))
        return tuple(FactView(self._known, s, p, o) for s, p, o in edges)

    def ego(self, node: str, hops: int = 1) -> networkx.MultiDiGraph:
        """The neighbourhood of a node (id or name), as a copy; each node has its ``hops``.

        Raises:
            InputError: there is no such node.
        """
        return kg.graph.neighbourhood(self.nx, self.entity(node).id, hops)

    def query(self, sparql: str = "", *, named: str = "", **values: Any) -> Table:
        """The answer of a SPARQL query, with all our prefixes known, or of a ``named`` one.

        ``year=2025`` puts a value in the place of ``?year``: text, number, date or an entity; for a
        named query (``recipes`` lists them) it is the value of the parameter. Nodes of the graph come
        back as ids, other IRIs with their prefix, numbers as numbers (those with a decimal point as
        doubles).

        Raises:
            InputError: not one of ``sparql`` and ``named``; the query is not SPARQL 1.1, is an update,
                or has no such variable.
            UnknownNameError: there is no query or parameter of that name.
            StoreError: the folder holds no finished build.
        """
        if bool(sparql) == bool(named):
            raise InputError(
                Text("查询", "query"),
                Text("请给出 SPARQL 或 named 之一", "give either SPARQL or named"),
            )
        ask = partial(store.query, self._store, base=self.base)
        if named:
            given = {name: str(getattr(value, "id", value)) for name, value in values.items()}
            answer = ask(cookbook.bound(cookbook.recipe(named), given, ask, self.base))
        else:
            answer = ask(sparql, values=values)
        return Table.of_columns(rdf.columns(answer, self.base), named)

    @property
    def recipes(self) -> Table:
        """The named queries: what each answers, and its parameters with their defaults."""
        rows = [
            {
                "named": one.name,
                "zh": one.question.zh,
                "en": one.question.en,
                "parameters": ", ".join(f"{p.name}={p.default}" for p in one.parameters),
            }
            for one in cookbook.recipes()
        ]
        columns = {name: [row[name] for row in rows] for name in rows[0]}
        return Table.of_columns(columns, "recipes")

    def show(self, node: str = "", height: int = 640) -> Page:
        """The explorer in a cell, opened at a node (id or name) if one is given.

        Raises:
            InputError: there is no such node.
        """
        place = explorer.fragment(self.entity(node).id) if node else ""
        if self.out is None:
            return Page(explorer.render(self.nx), height, place)
        return Page((self.out / "graph.html").read_text("utf-8"), height, place)

    def to_pyvis(self, node: str, hops: int = 1, height: int = 640) -> Page:
        """The neighbourhood of a node (id or name), drawn by pyvis.

        Raises:
            InputError: there is no such node, or too many are that near.
        """
        return Page(export.to_pyvis(self.nx, self.entity(node).id, hops), height)

    def to_rdflib(self) -> rdflib.Graph:
        """The merged graph as an rdflib graph: the triples of ``graph.ttl``."""
        return rdf.to_rdflib(self.nx, self.base)

    def export(self, path: str | Path, node: str = "", hops: int = 2) -> Path:
        """Write the graph in the format that the suffix names (kg.export.FORMATS).

        Raises:
            UnknownNameError: no format has this suffix.
            InputError: the file cannot be written; .html without a node.
        """
        chosen = self.entity(node).id if node else None
        export.write(self.nx, self.documents, Path(path), chosen, hops, self.base)
        return Path(path)

    def __repr__(self) -> str:
        return f"<Graph {self.out or 'in memory'} · {self._counted()}>"

    def _repr_html_(self) -> str:
        labels = self.entities.select("label").to_arrow().column("label").to_pylist()
        rows = {
            f"{CLASSES[label].zh} {CLASSES[label].en}": text(f"{labels.count(label):,}")
            for label in MENTION_LABELS
            if label in OWN_CLASSES or label in labels
        }
        rows |= {
            "目标 targets": text(f"{len(self.targets):,}"),
            "政策工具 instruments": text(f"{len(self.instruments):,}"),
            "事实 facts": text(f"{len(self.facts):,}"),
            "文章 articles": text(f"{len(self.articles):,}"),
        }
        next_ = (
            "graph.find('华为') · graph.facts.to_pandas() · graph.query('SELECT …') · graph.show()"
        )
        hint = Html(f"<small>{text(next_)}</small>")
        return card(text("政图 zhengtu"), definitions(rows), hint, dim=str(self.out or "in memory"))

    def _counted(self) -> str:
        return (
            f"{len(self.articles):,} articles · {len(self.entities):,} entities · "
            f"{len(self.facts):,} facts · {len(self.targets):,} targets"
        )

    @cached_property
    def _known(self) -> Known:
        return Known(self.nx)

    @cached_property
    def _store(self) -> store.Store:
        if self.out is None:
            return store.in_memory(rdf.all_quads(self.nx, self.documents, self.base))
        return store.open_store(self.out)

    def _table(self, name: str) -> Table:
        if self.out is None:
            if name in _PARTS:
                return tables.part_table(self.documents, name)
            return tables.merged_table(self.nx, name)
        folder = self.out / "tables"
        return Table.open(
            (folder if name in _PARTS else folder / "merged") / f"{name}.parquet", name
        )
