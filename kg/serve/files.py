"""Scripts and styles of the pages, as files of this server."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.serve.answers import has_it, takes_gzip

_MEDIA: Mapping[str, str] = MappingProxyType({".css": "text/css", ".js": "text/javascript"})
_FOLDERS = ("assets", "query_page")


@dataclass(frozen=True, slots=True)
class _Asset:
    media: str
    content: bytes
    packed: bytes
    tag: str


def asset(request: Request) -> Response:
    """
    Raises:
        HTTPException: 404 no such file.
    """
    found = _assets().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404, "没有这个文件 / no such file")
    headers = {
        "ETag": found.tag,
        "Cache-Control": "no-cache",  # asked for each time, sent once a version
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if has_it(request, found.tag):
        return Response(status_code=304, headers=headers)
    if takes_gzip(request):
        headers["Content-Encoding"] = "gzip"
        return Response(found.packed, headers=headers, media_type=found.media)
    return Response(found.content, headers=headers, media_type=found.media)


@cache
def _assets() -> dict[str, _Asset]:
    made = {}
    for folder in _FOLDERS:
        for path in files("kg.serve").joinpath(folder).iterdir():
            media = _MEDIA.get(f".{path.name.rpartition('.')[2]}")
            if path.is_file() and media:
                content = path.read_bytes()
                tag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
                made[path.name] = _Asset(media, content, gzip.compress(content, mtime=0), tag)
    return made
