"""The routes."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from kg.errors import InputError
from kg.rdf import iri
from kg.rdf.results import encode, offers, table
from kg.schema import ID_BASE
from kg.serve.negotiation import chosen
from kg.serve.pages import not_found_page, query_page, thing_page
from kg.serve.protocol import Question, Refusal, answer, question
from kg.store import current, open_store, query

if TYPE_CHECKING:
    from pyoxigraph import Store
