"""How sure a reading is, and what is doubted of it, for the person who reviews a draft."""

from __future__ import annotations

from typing import Self

_DOUBTED = 0.96  # a greater share leaves nothing worth a reviewer's while


class Sure(float):
    """A share of 1, and in a few words each what makes it less; what is worked out with it keeps the words."""

    why: tuple[str, ...]

    def __new__(cls, share: float, *why: str) -> Self:
        made = super().__new__(cls, share)
        made.why = why
        return made

    def __mul__(self, other: float) -> Sure:
        return Sure(float(self) * other, *self.why, *doubts_of(other))

    def __rmul__(self, other: float) -> Sure:
        return Sure(other * float(self), *doubts_of(other), *self.why)

    def __add__(self, other: float) -> Sure:
        return Sure(float(self) + other, *self.why)


def doubts_of(share: float) -> tuple[str, ...]:
    """What is doubted where a share says so.

    >>> doubts_of(0.9 * Sure(0.7, "'she' may be another") * 0.5), doubts_of(0.9)
    (("'she' may be another",), ())
    """
    return share.why if isinstance(share, Sure) else ()


def doubting(share: float, why: str) -> float:
    """The share, with these words where it is doubted and says nothing itself of what is.

    >>> doubts_of(doubting(0.9, "who says it")), doubts_of(doubting(1.0, "who says it"))
    (('who says it',), ())
    """
    return Sure(share, why) if share < _DOUBTED and not doubts_of(share) else share
