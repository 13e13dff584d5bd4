"""The frame of every page: bar, language, theme, and a policy that forbids everything else."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from starlette.requests import Request
from starlette.responses import HTMLResponse

from kg.serve.html import Html, element

# Scripts and styles come from this server as files, so what a graph holds can never be one.
STRICT = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
_HEAD = '<link rel="stylesheet" href="/assets/site.css">\n<script src="/assets/site.js"></script>'


def respond(
    request: Request,
    title: str,
    content: Html,
    status: int = 200,
    policy: str = STRICT,
    more_head: str = "",
) -> HTMLResponse:
    """A page in the language that the browser prefers, until the reader chooses another."""
    lang = preferred(request.headers.get("accept-language", ""))
    text = _template().substitute(
        language="en" if lang == "en" else "zh-Hans",
        lang=lang,
        title=escape(title),
        head=_HEAD + more_head,
        kind="query" if more_head else "",
        content=content,
    )
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Vary": "Accept, Accept-Encoding, Accept-Language",
    }
    return HTMLResponse(text, status, headers)


def both(zh: str, en: str) -> Html:
    """Words in two languages, of which the page shows one."""
    return Html(element("span", zh, class_="zh") + element("span", en, class_="en"))


def preferred(accept_language: str) -> str:
    """``zh`` unless the header names English before Chinese.

    >>> preferred("en-GB,en;q=0.9,zh;q=0.8"), preferred("fr,zh-CN;q=0.7"), preferred("")
    ('en', 'zh', 'zh')
    """
    for part in accept_language.split(","):
        language = part.strip().lower()[:2]
        if language in ("zh", "en"):
            return language
    return "zh"


@cache
def _template() -> Template:
    return Template(files("kg.serve").joinpath("assets/page.html").read_text("utf-8"))
