"""The local server: explorer, query page, SPARQL endpoint, pages of ids. 127.0.0.1 only."""

from kg.serve.app import application
from kg.serve.server import serve

__all__ = ["application", "serve"]
