"""The Oxigraph store on disk: finished builds side by side, and one small file that names one.

    OUT/store/CURRENT        the name of the build that readers open
    OUT/store/<build>/       a finished store, never written again

A build is named by the hash of its quads. Reading a store that is being written is undefined in
Oxigraph, so a store is made under another name and renamed when it is whole.
"""

from pyoxigraph import Store

from kg.store.builds import forget_older, write, write_file
from kg.store.lock import locked
from kg.store.reading import Current, current, in_memory, open_store, query

__all__ = [
    "Current",
    "Store",
    "current",
    "forget_older",
    "in_memory",
    "locked",
    "open_store",
    "query",
    "write",
    "write_file",
]
