"""How a site is served. One frozen value, given once when the server starts."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.serve.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The defaults serve the people at this machine and nobody else."""

    limits: Limits = field(default_factory=Limits)
    # Other sites whose pages may read the answers (CORS), as https://example.org, or "*".
    origins: tuple[str, ...] = ()
    # A page elsewhere may point its own host name at 127.0.0.1 and read what is answered here
    # (DNS rebinding), so requests that name another host are refused.
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
