"""The notebooks run top to bottom, say what the graph says, and are kept so that diffs are readable."""

import ast
import importlib.util
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import kg
from kg.analysis.support import asserted
from kg.domain import only
from kg.graph import province_name

nbformat = pytest.importorskip("nbformat")
pytest.importorskip("nbclient")

FOLDER = Path(__file__).parents[1] / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
LONGEST = 5  # lines that a notebook may define: what is longer belongs in the package


def module(name: str) -> ModuleType:
    if not (FOLDER / f"{name}.py").is_file():
        pytest.skip("needs the source tree: an installed package has no notebooks")
    spec = importlib.util.spec_from_file_location(f"notebooks_{name}", FOLDER / f"{name}.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def make() -> ModuleType:
    return module("make")


@pytest.fixture(scope="module")
def run(make: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Every notebook by the first two letters of its name, executed beside a graph that 01 builds."""
    root = tmp_path_factory.mktemp("notebooks")
    (root / "notebooks").mkdir()
    made = {}
    for path in PATHS:
        copy = shutil.copy(path, root / "notebooks")
        made[path.name[:2]] = make.executed(Path(copy), root / "notebooks")
    made["graph"] = kg.Graph.open(root / "output" / "demo")
    return made


def code(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown(notebook: Any, beginning: str) -> str:
    """What the cell whose source begins so gives, as plain text; of a table of ours what it shows."""
    cell = cell_of(notebook, beginning)
    return "\n".join(
        output["data"]["text/html"]
        if str(output.get("data", {}).get("text/plain", "")).startswith("Table ")
        else str(output.get("text") or output["data"]["text/plain"])
        for output in cell.outputs
    )


def cell_of(notebook: Any, beginning: str) -> Any:
    (cell,) = (cell for cell in code(notebook) if cell.source.startswith(beginning))
    return cell


def python(source: str) -> str:
    """Without magics."""
    return "" if source.startswith("%%") else re.sub(r"^%.*$", "", source, flags=re.MULTILINE)


def test_there_are_five() -> None:
    assert [path.name[:2] for path in PATHS] == ["01", "02", "03", "04", "05"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_kept_without_outputs_in_the_normal_form(path: Path, make: ModuleType) -> None:
    text = path.read_text("utf-8")
    assert text == make.normal(text), "run: python notebooks/make.py tidy"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_nothing_long_is_defined_and_only_public_names_are_used(path: Path) -> None:
    for cell in code(nbformat.read(path, as_version=4)):
        tree = ast.parse(python(cell.source))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                assert (node.end_lineno or 0) - node.lineno < LONGEST, node.name
            if isinstance(node, ast.Attribute):
                assert not node.attr.startswith("_"), node.attr
            if isinstance(node, ast.ImportFrom):
                assert not any(alias.name.startswith("_") for alias in node.names)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_says_how_to_use_a_graph_of_ones_own(path: Path) -> None:
    words = "".join(cell.source for cell in nbformat.read(path, as_version=4).cells[:2])
    assert "output/mine" in words or "你的文件夹" in words


def test_no_cell_warns_or_fails(run: dict[str, Any]) -> None:
    for name, notebook in run.items():
        for cell in [] if name == "graph" else code(notebook):
            for output in cell.outputs:
                assert output.output_type != "error"
                assert output.get("name") != "stderr", (name, cell.source, output.text)
                words = output.get("text") or output["data"]["text/plain"]
                assert "Warning" not in words, (name, cell.source)


def covers(graph: Any) -> list[tuple[str, str]]:
    """Asserted supports straight from the graph, without tables."""
    return [
        (subject, industry)
        for subject, industry, key, evidence in graph.edges(keys=True, data="evidence")
        if key == "covers" and asserted(evidence)
    ]


def test_01_answers_who_supports_the_industry(run: dict[str, Any]) -> None:
    graph = run["graph"]
    industry = graph.entity("低空经济").id
    supporters = [graph.nx.nodes[s]["name"] for s, i in covers(graph.nx) if i == industry]
    assert len(supporters) >= 3
    assert all(name in shown(run["01"], "support = graph.facts") for name in supporters)
    assert f"{len(supporters)} 个支持者" in shown(run["01"], "frame = support")
    (cell,) = (cell for cell in code(run["01"]) if cell.source.startswith("graph.show"))
    assert "iframe srcdoc" in cell.outputs[0]["data"]["text/html"]


def test_02_counts_what_the_graph_has(run: dict[str, Any]) -> None:
    graph = run["graph"].nx
    policies = sum(label == "POLICY" for _, label in graph.nodes(data="label"))
    assert shown(run["02"], "triples = graph.to_rdflib()").split()[-1] == str(policies)
    counts: dict[str, set[str]] = {}
    for subject, industry in covers(graph):
        if graph.nodes[subject]["label"] == "POLICY":
            counts.setdefault(graph.nodes[industry]["name"], set()).add(subject)
    most = max(len(policies) for policies in counts.values())
    first = shown(run["02"], "industries.to_pandas()").splitlines()[1].split()
    assert (len(counts[first[1]]), int(first[2])) == (most, most)
    answer = shown(run["02"], "%%sparql ../output/demo -p top")
    assert all(graph.nodes[policy]["name"] in answer for policy in counts[first[1]])


def test_03_counts_supports_with_a_province(run: dict[str, Any]) -> None:
    graph = run["graph"].nx
    placed = [pair for pair in covers(graph) if province_name(graph, pair[0])]
    assert shown(run["03"], "import kg") == str(len(placed))
    for chart in ("counts = ", "years = ", "totals = ", "diffusion = "):
        (cell,) = (cell for cell in code(run["03"]) if cell.source.startswith(chart))
        assert "image/png" in cell.outputs[0]["data"]


def test_04_counts_targets_and_compares_three_provinces(run: dict[str, Any]) -> None:
    graph = run["graph"].nx
    targets = [node for node, label in graph.nodes(data="label") if label == "TARGET"]
    holders = {holder for target in targets for holder in graph.predecessors(target)}
    without = any(not list(graph.predecessors(target)) for target in targets)
    expected = (len(targets), len(holders) + without)
    assert shown(run["04"], "import kg") == str(expected)
    robots = shown(run["04"], "gdp = ")
    assert all(place in robots for place in ("北京市", "上海市", "广东省"))
    (aim,) = (
        graph.nodes[target]
        for target in targets
        if graph.nodes[target]["indicator"] == "机器人关联产业的规模"
    )
    share = float(aim["value"]) / 47218.7e8  # GDP of Shanghai in 2023, yuan
    assert f"上海市 {share:.2%}" in shown(run["04"], "best, most")
    outputs = {
        graph.nodes[target]["deadline"]: float(graph.nodes[target]["value"])
        for target in targets
        if graph.nodes[target]["indicator"] == "氢能产业总产值"
    }
    growth = (outputs[2025] / outputs[2022]) ** (1 / 3) - 1
    assert f"{growth:.4f}".rstrip("0") in shown(run["04"], "steps = ")


def test_05_counts_evidence(run: dict[str, Any]) -> None:
    graph = run["graph"].nx
    pieces = sum(len(evidence) for *_, evidence in graph.edges(data="evidence"))
    columns = len(run["graph"].evidence.columns)
    assert shown(run["05"], "import kg") == str((pieces, columns))


def test_05_tells_of_a_domain_of_ones_own(run: dict[str, Any]) -> None:
    folder = run["graph"].out.parent / "own"
    with only(None):  # what is opened here is unknown to the next test
        told = [
            (fact.subject.name, fact.object.name, fact.evidence[0].sentence)
            for fact in kg.Graph.open(folder).claims("masters")
        ]
    assert [pair[:2] for pair in told] == [
        ("东岳集团", "燃料电池膜"),
        ("国家第三代半导体技术创新中心（南京）", "碳化硅芯片"),
    ]
    answer = shown(run["05"], "mine.query(")
    assert all(words in answer for pair in told for words in pair[:2])
    cards = [output.data["text/html"] for output in cell_of(run["05"], "for fact in").outputs]
    assert len(cards) == 2
    assert all("<blockquote>" in card and "掌握技术" in card for card in cards)
    error = shown(run["05"], 'Path("../output/wrong.toml")')
    assert re.search(r"wrong\.toml:15: .*the prefix org is taken", error)
    assert "碳化硅芯片" not in {row["name"] for row in run["graph"].entities}


def test_page_asks_the_network_for_nothing(run: dict[str, Any], make: ModuleType) -> None:
    pytest.importorskip("nbconvert")
    page = make.page(run["01"], "01")
    assert "低空经济" in page
    outer = re.sub(r'srcdoc="[^"]*"', "", page)
    assert re.findall(r'<(?:script|link|img)\b[^>]*\b(?:src|href)="(?!data:)[^"]*"', outer) == []
    assert re.findall(r"@import|url\((?!['\"]?(?:data:|#))", outer) == []


def test_api_page_is_complete_and_its_examples_run(tmp_path: Path) -> None:
    """In a process of its own: examples build a graph where they stand."""
    import doctest
    import os

    sys.modules["api"] = api = module("api")
    page = (FOLDER / "README.md").read_text("utf-8")
    assert page == api.written(page), "run: python notebooks/make.py api"
    listed = {name.split("(")[0] for name, said in api.names() if said}
    public = {f"kg.{name}" for name in kg.__all__}
    public |= {f"{prefix}.{name}" for prefix, one in api._MODULES.items() for name in one.__all__}
    assert public <= listed
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        done = doctest.testfile(
            str(FOLDER / "README.md"),
            module_relative=False,
            encoding="utf-8",
            optionflags=doctest.ELLIPSIS,
        )
    finally:
        os.chdir(here)
    assert (done.failed, done.attempted > 20) == (0, True)
