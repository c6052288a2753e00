"""The kinds of time words, one character each: what seed files group and grammar rules speak of.

Words stand in `dates` of seeds/lang/*.yaml, rules in pipelines/extract/dates/patterns.py.
"""

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    # groups of the seed file
    "weekday": "W",
    "month": "M",
    "weak_month": "m",
    "season": "s",
    "number": "n",
    "ordinal": "o",
    "firsts": "1",
    "relative": "R",
    "anaphor": "A",
    "part": "P",
    "overnight": "V",
    "phase": "F",
    "last": "L",
    "lasts": "K",
    "past": "p",
    "next": "X",
    "this": "T",
    "here": "H",
    "the": "l",
    "of": "d",
    "from": "f",
    "to": "t",
    "between": "b",
    "and": "&",
    "in": "i",
    "ahead": "j",
    "during": "D",
    "since": "S",
    "since_then": "Z",
    "until": "U",
    "as_of": "a",
    "so_far": "z",
    "ago_before": "G",
    "ago_after": "g",
    "shift": "E",
    "after": "e",
    "day_after": "%",
    "that": "h",
    "same": "=",
    "period": "0",
    "unit": "u",
    "units": "v",
    "weekend": "w",
    "fraction": "q",
    "only": "y",
    "on": "O",
    "counted": "c",
    "prison": "!",
    "being": "I",
    "named_day": "B",
    "named_war": "@",
    "half": "J",
    "ending": "2",
    "long": "3",
    "war": "k",
    "holy_month": "8",
    "conflict": "5",
    "began": "6",
    "to_the_day": "7",
    "launched": "4",
    # what digits and gaps become
    "digits": "9",
    "rank": "r",
    "year": "Y",
    "decade": "C",
    "amount": "#",
    "numeric": "N",
    "word": "x",
    "comma": ",",
    "stop": ";",
}
"""One character per kind of token: grammar rules are patterns over rows of them."""

MADE_BY_CODE = ("digits", "rank", "year", "decade", "amount", "numeric", "word", "comma", "stop")
ANCHORS = (
    *("weekday", "month", "weak_month", "season", "relative", "anaphor", "overnight", "part"),
    *("unit", "units", "weekend", "fraction", "so_far", "since", "since_then", "day_after"),
    *("named_day", "holy_month", "launched", "conflict", "began", "period", "named_war"),
)
"""Without one of these, a year, a numeric date or a bare day, a sentence holds no time."""
