"""Which worker is handed the next query."""

from __future__ import annotations

from queue import SimpleQueue
from threading import Thread

from kg.serve.dispatch import Dispatch


def sit(dispatch: Dispatch[str], *, warm: bool) -> tuple[Thread, list[str | None]]:
    """A worker that waits for one piece of work, and what it is given."""
    given: list[str | None] = []
    before = dispatch.idle
    worker = Thread(target=lambda: given.append(dispatch.take(SimpleQueue(), warm=warm)))
    worker.start()
    while dispatch.idle == before:
        pass
    return worker, given


def test_the_last_one_to_finish_is_asked_first_and_a_cold_one_last() -> None:
    dispatch = Dispatch[str]()
    sitting = [sit(dispatch, warm=warm) for warm in (True, True, False)]
    for work in ("one", "two", "three"):
        dispatch.put(work)
    for worker, _ in sitting:
        worker.join()
    assert [given for _, given in sitting] == [["two"], ["one"], ["three"]]


def test_work_waits_in_its_order_when_everybody_is_busy() -> None:
    dispatch = Dispatch[str]()
    dispatch.put("one")
    dispatch.put("two")
    assert dispatch.waiting == 2
    assert [dispatch.take(SimpleQueue(), warm=True) for _ in range(2)] == ["one", "two"]
    assert dispatch.waiting == 0


def test_everybody_goes_home_at_the_end() -> None:
    dispatch = Dispatch[str]()
    worker, given = sit(dispatch, warm=True)
    dispatch.close()
    worker.join()
    assert given == [None]
    assert dispatch.take(SimpleQueue(), warm=True) is None
