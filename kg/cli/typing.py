"""Commands as people type them."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Sequence

_PLAIN = re.compile(r"[\w@%+=:,./-]+")  # what no shell reads as anything but itself


def typed(arguments: Sequence[str]) -> str:
    """A command as one types it in the shell of the platform."""
    if os.name == "nt":
        return subprocess.list2cmdline(arguments)
    # shlex.quote puts quotation marks around anything that is not ASCII
    return " ".join(word if _PLAIN.fullmatch(word) else shlex.quote(word) for word in arguments)
