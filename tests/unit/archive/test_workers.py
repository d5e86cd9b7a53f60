"""Work done by other processes gives what this one would, and outlives the death of any of them."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from rashomon.archive.workers import Crew
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
    with Crew(workers) as crew:
        assert list(crew.map(sorted, BATCHES)) == [sorted(batch) for batch in BATCHES]


def test_the_crew_learns_another_step() -> None:
    with Crew(2) as crew:
        assert list(crew.map(sorted, BATCHES)) == [sorted(batch) for batch in BATCHES]
        assert list(crew.map(max_and_min, BATCHES)) == [[max(batch), min(batch)] for batch in BATCHES]


def max_and_min(batch: list[int]) -> list[int]:
    return [max(batch), min(batch)]


def test_an_error_of_the_step_is_raised() -> None:
    batches: list[list[object]] = [[1], [Faulty(), 2], [3]]
    with Crew(2) as crew, pytest.raises(TypeError):
        list(crew.map(sorted, batches))  # type: ignore[arg-type]


def test_an_item_that_kills_its_worker_is_replaced_and_no_other_is_lost() -> None:
    batches: list[list[object]] = [[1, 2], [3, Deadly(), 4], [Deadly()], [5]]
    with Crew(2) as crew:
        done = crew.map(list, batches, instead=lambda item, why: f"{type(item).__name__} {why}")
        dead = "Deadly ended unexpectedly"
        assert list(done) == [[1, 2], [3, dead, 4], [dead], [5]]


def test_without_a_replacement_the_death_is_told() -> None:
    with Crew(2) as crew, pytest.raises(ArchiveError, match="ended unexpectedly"):
        list(crew.map(list, [[Deadly()]]))


def test_whoever_stops_listening_leaves_no_process_behind() -> None:
    with Crew(2) as crew:
        results = crew.map(list, ([n] for n in range(1000)))
        assert next(results) == [0]
        results.close()


def test_errors_with_a_subject_travel() -> None:
    import pickle

    error = pickle.loads(pickle.dumps(UsageError("a.html", "is wrong")))
    assert str(error) == "a.html: is wrong"


def test_those_hired_early_carry_out_the_first_step() -> None:
    with Crew(2) as crew:
        crew.hire(loading=max_and_min)
        crew.hire(loading=Deadly())  # nobody is hired twice, so nobody is told
        assert list(crew.map(sorted, BATCHES)) == [sorted(batch) for batch in BATCHES]


def test_one_who_dies_while_loading_is_replaced() -> None:
    with Crew(2) as crew:
        crew.hire(loading=Deadly())
        done = crew.map(list, [[1], [2], [3]], instead=lambda item, why: f"{item} {why}")
        assert list(done) == [[1], [2], [3]]


def test_whoever_works_alone_hires_nobody() -> None:
    with Crew(1) as crew:
        crew.hire(loading=Deadly())
        assert list(crew.map(sorted, BATCHES)) == [sorted(batch) for batch in BATCHES]
