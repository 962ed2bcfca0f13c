"""`kg.views`: a view with a part known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from kg.iris import DEFAULT_BASE, Iris
from kg.views import Overlay, Subject

A, B, P = (NamedNode(f"https://a.example/{each}") for each in "abp")
HELD, KNOWN = Quad(A, P, A), Quad(B, P, B)


class Two:
    """A view that has one quad of each of two nodes."""

    iris = Iris(DEFAULT_BASE)

    def match(self, subject: Subject = None, *_: object) -> Iterator[Quad]:
        return (quad for quad in (HELD, Quad(B, P, A)) if subject in (None, quad.subject))


def test_what_is_known_is_answered_and_the_view_is_asked_for_the_rest() -> None:
    def known(subject: Subject, *_: object) -> Iterable[Quad] | None:
        return [KNOWN] if subject == B else None

    overlay = Overlay(Two(), known)
    assert [list(overlay.match(each)) for each in (A, B, P)] == [[HELD], [KNOWN], []]
    assert overlay.iris is Two.iris
