"""One writer a folder. The system lets the lock go when its process ends, however it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kg.errors import StoreError
from kg.lang import Text


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Nobody else writes ``folder`` within the block. Readers need no lock.

    The folder is made if it is not there.

    Raises:
        StoreError: another process, or another thread of this one, writes it now.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "LOCK")
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise StoreError(
            folder,
            Text(
                "另一个 kg build 正在写入；请等它结束，或换一个文件夹",
                "another kg build is writing here; wait until it is done, or name another folder",
            ),
        ) from error
    try:
        yield
    finally:
        lock.release()
