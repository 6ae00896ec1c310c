"""Numbers by year as columns, placed for a small picture that a template draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

HEIGHT = 56
"""Of the highest column, in the units of the picture."""
_STEP = 16  # from one column to the next
_WIDTH = 11
_LABEL = 2  # columns that a year's number takes beside it
_LONGEST = 40  # years that are told apart: the last ones


@dataclass(frozen=True, slots=True)
class Column:
    """A year; ``label`` says whether it is written below."""

    year: int
    number: int
    x: float
    y: float
    width: float
    height: float
    label: bool


@dataclass(frozen=True, slots=True)
class Chart:
    columns: tuple[Column, ...]
    width: float


def by_year(numbers: Mapping[int, int]) -> Chart | None:
    """Columns of the years from the first to the last, those between that have nothing too; None without any.

    Of more than 40 years the last are shown.
    """
    if not numbers:
        return None
    last = max(numbers)
    years = range(max(min(numbers), last - _LONGEST + 1), last + 1)
    most = max(numbers.get(year, 0) for year in years)
    columns = []
    for place, year in enumerate(years):
        number = numbers.get(year, 0)
        height = round(HEIGHT * number / most, 2)
        label = (last - year) % (_LABEL + 1) == 0
        columns.append(
            Column(year, number, place * _STEP + (_STEP - _WIDTH) / 2, HEIGHT - height, _WIDTH, height, label)
        )
    return Chart(tuple(columns), len(columns) * _STEP)
