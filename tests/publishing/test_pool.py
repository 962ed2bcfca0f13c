"""Work that is shared among processes comes back in its order."""

from __future__ import annotations

from kg.publishing.pool import shared


def test_what_processes_make_comes_in_the_order_of_what_they_were_given() -> None:
    numbers = [-number for number in range(40)]
    assert list(shared(abs, numbers, 2, "run it again")) == [abs(number) for number in numbers]
