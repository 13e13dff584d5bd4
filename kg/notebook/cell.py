"""A whole HTML page in the output of a cell, alive and offline."""

from __future__ import annotations

import html
import json
import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.graph import aside

# The page runs in a frame of its own origin: it cannot touch the notebook, nor the notebook it.
_SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"
_HEAD = re.compile(r"(<head[^>]*>)", re.IGNORECASE)
_BASE = "base-uri 'none'"


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """Shown where a notebook shows HTML: JupyterLab, Notebook, VS Code, exported files.

    ``srcdoc`` holds the page, so nothing is fetched and no file needs to lie beside the notebook.
    """

    html: str  # the page as a file would hold it
    height: int = 640  # pixels
    fragment: str = ""  # where it opens: #n=<node>

    def save(self, path: str | Path) -> Path:
        """Write the page as a file of its own, whole or not at all."""
        with aside(Path(path)) as part:
            part.write_text(self.html, encoding="utf-8", newline="\n")
        return Path(path)

    def __repr__(self) -> str:
        return f"<page of {len(self.html):,} characters; save(path) writes it>"

    def _repr_html_(self) -> str:
        page = html.escape(_framed(self.html, self.fragment))
        return (
            f'<div><iframe srcdoc="{page}" sandbox="{_SANDBOX}" title="政图 zhengtu" loading="lazy" '
            f'style="width:100%;height:{self.height}px;border:1px solid #8884;border-radius:4px">'
            "</iframe></div>"
        )


def _framed(page: str, fragment: str) -> str:
    """The page for ``srcdoc``.

    The address of such a page is about:srcdoc, but links count from the page around it unless a
    base says otherwise, and it cannot be opened at a fragment: a line of script goes there first.
    """
    start = f"location.hash={json.dumps(fragment)}" if fragment else ""
    script = f"<script>{start}</script>" if start else ""
    page = page.replace(f"; {_BASE}", "", 1)
    if start:
        digest = b64encode(sha256(start.encode()).digest()).decode()
        page = page.replace("script-src 'sha256-", f"script-src 'sha256-{digest}' 'sha256-", 1)
    return _HEAD.sub(lambda head: f'{head[0]}<base href="about:srcdoc">{script}', page, count=1)
