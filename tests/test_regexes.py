"""No regular expression takes more than linear time, whatever text it is given: counted in ratios, not in seconds."""

from __future__ import annotations

import re

from regexes import WINDOWS, Named, attacks, every, spent, worst

_SIZE = 16_000  # characters
_LINEAR = 8.0  # times longer on a text four times as long: half-way between linear and quadratic
_NOTHING = 0.03  # seconds for a text of that size that no quadratic expression stays below


def grows(named: Named, size: int = _SIZE) -> bool:
    """Whether the time for the worst text of ``size`` characters grows faster than the text."""
    _, attack = worst(named, 400)
    nothing = _NOTHING * (size / _SIZE) ** 2
    for _ in range(3):  # what else the machine does slows one measurement, not three
        large = spent(named, attack, size)
        if large < nothing or large < _LINEAR * spent(named, attack, size // 4):
            return False
    return True


def test_no_expression_grows_faster_than_its_text() -> None:
    expressions = [named for named in every() if named.name not in WINDOWS]
    assert len(expressions) > 300
    assert [named.name for named in expressions if grows(named)] == []


def test_expressions_that_see_little_are_quick_with_it() -> None:
    found = {named.name: named for named in every() if named.name in WINDOWS}
    assert found.keys() == WINDOWS.keys()
    for name, window in WINDOWS.items():
        if window is not None:
            assert worst(found[name], window)[0] < 0.02, name


def test_the_measurement_tells_growth() -> None:
    for source in (r"\s*$", r"\d+x", r"<!--.*?-->"):
        assert grows(Named(source, re.compile(source), frozenset({"search"})), _SIZE // 2), source
    for source in (r"(?<!\s)\s+$", r"(?<!\d)\d+x", r"\d{1,9}x", r"[ab]c"):
        assert not grows(Named(source, re.compile(source), frozenset({"search"}))), source


def test_every_kind_of_repeat_is_found() -> None:
    shapes = {attack[1] for attack in attacks(re.compile(r"x(?:ab)*|(?P<n>[^c]{3,})(?=\d+)d{2}"))}
    assert {"ab", "x" + "ab", "1"} <= shapes
