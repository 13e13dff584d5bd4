"""Writing N-Quads takes no more memory for more articles."""

from __future__ import annotations

import subprocess
import sys

import pytest

resource = pytest.importorskip("resource", reason="needs getrusage, which Windows lacks")

# Prints the peak of the process (KB on Linux) before and after writing.
_CODE = """
import resource, sys
from pathlib import Path
from kg.bench_rdf.multiply import multiplied
from kg.build.samples import samples
from kg.config import Config
from kg.graph import build
from kg.pipeline import annotate
from kg.rdf import all_quads, order, write

order.RUN = 5_000
copies, path = int(sys.argv[1]), Path(sys.argv[2])
originals = list(annotate(samples(print), Config(recogniser="none")))
documents = list(multiplied(originals, copies))
graph = build(documents)
peaks = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]
write(all_quads(graph, iter(documents)), path)
peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print(path.stat().st_size, *peaks)
"""
_SLACK = 24_000  # KB: one run of rows and the buffers of its files


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems count in bytes")
def test_memory_does_not_grow_with_the_graph(tmp_path: object) -> None:
    def grown(copies: int) -> tuple[int, int]:
        words = [sys.executable, "-c", _CODE, str(copies), f"{tmp_path}/{copies}.nq"]
        size, before, after = map(int, subprocess.check_output(words).split()[-3:])
        return size, after - before

    small, large = grown(2), grown(12)
    assert large[0] > 5 * small[0]
    assert large[1] < small[1] + _SLACK
