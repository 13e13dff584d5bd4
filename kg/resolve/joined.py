"""Documents with the merges across articles applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.resolve.across import merges
from kg.resolve.rename import rename
from kg.types import Document, Merge


@dataclass(frozen=True, slots=True)
class Joined:
    """The documents under the ids that are kept, as often as one asks for them.

    ``documents`` are gone through once for the merges, then once each time.
    """

    documents: Iterable[Document]
    merges: tuple[Merge, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "merges", merges(self.documents))

    @property
    def redirects(self) -> Mapping[str, str]:
        """The id that is kept by each id that lives on beside it."""
        return {merge.old: merge.kept for merge in self.merges}

    def __iter__(self) -> Iterator[Document]:
        ids = self.redirects
        return (rename(document, ids) for document in self.documents)
