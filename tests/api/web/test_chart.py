from __future__ import annotations

from api.chart import HEIGHT, by_year


def test_years_between_have_their_place_and_the_highest_column_is_full() -> None:
    chart = by_year({2019: 2, 2021: 8})
    assert chart is not None
    assert [(one.year, one.number, one.height, one.y) for one in chart.columns] == [
        (2019, 2, HEIGHT / 4, HEIGHT * 3 / 4), (2020, 0, 0, HEIGHT), (2021, 8, HEIGHT, 0),
    ]  # fmt: skip
    ends = [one.x + one.width for one in chart.columns]
    assert all(end < after.x for end, after in zip(ends, chart.columns[1:], strict=False))
    assert ends[-1] < chart.width


def test_the_last_year_is_always_written() -> None:
    for first in range(2000, 2024):
        chart = by_year({first: 1, 2024: 1})
        assert chart is not None
        assert chart.columns[-1].label


def test_an_odd_year_does_not_make_the_picture_endless() -> None:
    chart = by_year({20: 1, 2024: 3})
    assert chart is not None
    assert len(chart.columns) == 40
    assert by_year({}) is None
