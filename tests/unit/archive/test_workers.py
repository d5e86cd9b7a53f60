"""Work done by other processes gives what this one would, and outlives the death of any of them."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from rashomon.archive.workers import in_processes
from rashomon.errors import ArchiveError, UsageError


class Deadly:
    """What ends the process that unpacks it."""

    def __reduce__(self) -> tuple[Callable[[int], object], tuple[int]]:
        return os._exit, (3,)


class Faulty:
    """What cannot be sorted."""


BATCHES = [[n, n - 1, n - 2] for n in range(30)]


@pytest.mark.parametrize("workers", [1, 2])
def test_the_same_results_in_the_same_order(workers: int) -> None:
    assert list(in_processes(sorted, BATCHES, workers=workers)) == [sorted(batch) for batch in BATCHES]


def test_an_error_of_the_step_is_raised() -> None:
    batches: list[list[object]] = [[1], [Faulty(), 2], [3]]
    with pytest.raises(TypeError):
        list(in_processes(sorted, batches, workers=2))  # type: ignore[arg-type]


def test_an_item_that_kills_its_worker_is_replaced_and_no_other_is_lost() -> None:
    batches: list[list[object]] = [[1, 2], [3, Deadly(), 4], [Deadly()], [5]]
    done = in_processes(list, batches, workers=2, instead=lambda item, why: f"{type(item).__name__} {why}")
    dead = "Deadly ended unexpectedly"
    assert list(done) == [[1, 2], [3, dead, 4], [dead], [5]]


def test_without_a_replacement_the_death_is_told() -> None:
    with pytest.raises(ArchiveError, match="ended unexpectedly"):
        list(in_processes(list, [[Deadly()]], workers=2))


def test_whoever_stops_listening_leaves_no_process_behind() -> None:
    results = in_processes(list, ([n] for n in range(1000)), workers=2)
    assert next(results) == [0]
    results.close()


def test_errors_with_a_subject_travel() -> None:
    import pickle

    error = pickle.loads(pickle.dumps(UsageError("a.html", "is wrong")))
    assert str(error) == "a.html: is wrong"
