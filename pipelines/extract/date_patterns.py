"""The grammar of time expressions: each rule a pattern over kinds of tokens, for all languages.

`<weekday>` stands for one token of that kind (pipelines/lexicons/dates.py), `{day}` for a piece
defined above it. What a rule's expression means stands under the same name in date_points.py
and date_spans.py.
"""

import re
from functools import lru_cache

from pipelines.lexicons.dates import KINDS

PIECES = {
    "month_word": "[<month><weak_month>]",
    "day_number": "[<digits><rank><ordinal><number>]",
    "count": "[<digits><number><amount>]",
    "unit_word": "(?:<unit>|<units>)",
    "a_year": "<year>(?![<counted><units>])",
    "parts": "(?:<in>?<the>?<part>|<overnight>){0,2}",
    "which": "(?:<last>|<next>|<here>)",
    "no_term": "(?!<prison>|<shift>|<ago_after>)",
    "bare_end": r"(?=[<comma><stop><ahead>]|\Z)",
}

DAY = {
    False: "<on>?(?:<the>?<weekday><comma>?)?<the>?{day_number}<of>?{month_word}"
    "(?:<of>?<comma>?{a_year}|<last>|<next>)?{parts}",
    True: "<on>?(?:<weekday><comma>?)?{month_word}<the>?[<digits><rank>](?:<comma>?{a_year})?{parts}",
}
BARE_DAY = {
    "number": "(?:<weekday><the>?|<the>)[<digits><rank>]{parts}{bare_end}",
    "ordinal": "(?:<on>|<weekday>)<the><rank>{parts}{bare_end}",
}

POINTS = {
    "numeric": "<numeric>",
    "day": "{day}",
    "weekday_of_week": "<the>?<weekday>{parts}<of>?<the>?<this>?(?:<last><unit>|<unit><last>|<this><unit>)",
    "weekday": "(?:<part><of>?|<shift>|<phase>)?<on>?<phase>?[<this><the><last><next><past>]{0,2}<part>?"
    "<weekday>(?:<last>|<next>)?{parts}",
    "bare_day": "{bare_day}",
    "relative": "(?:<part>|<phase>)?<relative>{parts}|<this><part>",
    "anaphor": "<anaphor>{parts}",
    "month_of_year": "(?:[<in><during>]<only>?)?<phase>?(?:<the>?<only>?<unit><of>)?{month_word}<of>?{a_year}<here>?",
    "month": "(?:[<in><during><ahead>]<the>?<only>?)?(?:<phase>|(?:<the>?<only>?<unit>)<of>|<phase>?[<last><this><next>])"
    "{month_word}{which}?"
    "|(?:<in>|<during>(?!{month_word}[<digits><rank>]))<the>?<only>?{month_word}{which}?|{month_word}{which}|<month>",
    "season": "[<in><during>]?[<the><last><this>]{0,2}<season>(?:<last>|<of>?{a_year})?",
    "year": "(?:[<in><during>]|<phase>)[<the><only><unit><of><phase>]{0,5}{a_year}|<unit>{a_year}",
    "weekend": "[<in><during><of>]?[<the><this><last><next><past>]{0,2}<only>?<weekend>(?:<last>|<next>|<past>)?",
    "last_unit": "[<in><during>]?(?:<phase>|<shift>)?<the>?(?:<last><unit>|<unit><last>)(?!<shift>)",
    "next_unit": "[<in><during>]?(?:<phase>)?<the>?(?:<next><unit>|<unit><next>)",
    "this_unit": "(?:[<in><during>]|<so_far><comma>?|<shift>)?<phase>?<the>?<only>?(?:<this><only>?<unit><here>?|<unit><here>)"
    "|[<in><during>]?<phase>[<the><this>]?<unit>",
    "rolling": "[<in><during>]?<of>?[<the><this>]?<only>?"
    "(?:{count}?<only>?(?:<lasts>|<last>|<past>){count}?{unit_word}|{count}?<units>(?:<lasts>|<past>)|<unit><past>)"
    "(?!<prison>)",
    "firsts": "[<in><during><to>]?<the>?(?:{count}<firsts>|<firsts>{count}|<ordinal>{count}){unit_word}"
    "(?:<of>(?:<the>?<unit>?{a_year}|[<the><this>]<unit>(?:<last>|<here>)?))?",
    "fraction": "[<in><during><to>]?<the>?(?:[<ordinal><rank>]<fraction>(?:<of>?<the>?<unit>?{a_year}|<of>(?:<the>|<this>)<unit>)?"
    "|<last><fraction>|<fraction><last>)",
    "ago": "<ago_before><only>?{count}{unit_word}(?!<prison>)|<only>?{count}{unit_word}<ago_after>",
    "shifted": "<only>?{count}{unit_word}<shift>",
    "duration": "<in><only>?<the>?<only>?{count}{unit_word}{no_term}",
    "ahead": "<ahead><only>?{count}?{unit_word}{no_term}",
    "so_far": "<so_far>",
}

INNER_POINTS = {
    "bare_month": "{month_word}",
    "bare_year": "<year>",
    "bare_number": "<the>?{day_number}",
}
"""What counts as a point only within a span ("de 2011 à 2014")."""

SPANS_PIECES = {
    "point": "(?:<of>|<on>|<the>)?(?:{simple}|{month_word}|{a_year})",
    "end_of_range": "(?:<the>|<on>)?(?:{day}|{weekday}|{month_of_year}|{relative}|{numeric}|{month}|{month_word}|{a_year})",
    "loose_number": "(?:<weekday><the>?)?(?:<the>|<on>)?<the>?[<digits><rank><number><ordinal>]",
    "last_number": "(?:<the>)?[<digits><rank>](?![<counted><word>])",
    "lead": "(?:<overnight>(?:<of>|<on>)?)?(?:<the>?<part>)?",
    "filling": "[<word><the><of><to><in><on><and><only><number><this><counted><between><ordinal><unit><phase><part>"
    "<amount><digits>]{0,8}?",
    "strong_point": "(?:{day}|(?:<in>){a_year}|{month_of_year}|{weekday}|<in>{month_word})",
}

SPANS = {
    "since_then": "<since_then>",
    "since": "<since>(?:<only>|<the>|<of>|<on>|<in>){0,2}(?:<only>?{count}{unit_word}{no_term}|{point})"
    "|<since>{filling}(?:<comma>(?=<in>))?{strong_point}",
    "range": "{lead}[<from><of>]?(?:(?:{end_of_range}|{loose_number})(?:<to>|<until>){end_of_range}"
    "|{month_day}(?:<to>|<until>){last_number})"
    "|{lead}<between>(?:(?:{end_of_range}|{loose_number})<and>{end_of_range}|{month_day}<and><the>?[<digits><rank>])",
    "list": "{lead}(?:<the>|<on>|<in>)?(?:{weekday}(?:<comma>{weekday})*<and><the>?<on>?{weekday}"
    "|{day_number}(?:<comma>{day_number})*<and><the>?{day}|{day}<and><the>?{day}"
    "|{month_word}(?:<comma>{month_word})*<and><in>?{month_word}(?:<of>?{a_year})?"
    "|(?<=<in>){a_year}(?:<comma>{a_year})*<and><in>?{a_year}|{relative}<and>{relative})",
    "night": "<overnight>(?:(?:<from>|<of>|<on>|<the>){0,2}(?:{day}|{weekday}))?",
    "from": "<from>(?:<the>|<on>)?(?:{day}|{weekday}|{month_of_year}|{month}|{month_word}|{a_year})",
    "until": "(?:<until>|<as_of>)(?:<the>|<on>|<in>)?{point}",
}


def _expand(pattern: str, pieces: dict[str, str]) -> str:
    return re.sub(r"\{([a-z_]+)\}", lambda m: f"(?:{_expand(pieces[m[1]], pieces)})", pattern)


def _compile(rules: dict[str, str], pieces: dict[str, str]) -> re.Pattern[str]:
    named = "|".join(f"(?P<{name}>{_expand(rule, pieces)})" for name, rule in rules.items())
    return re.compile(re.sub(r"(?<!\(\?P)<([a-z_]+)>", lambda m: re.escape(KINDS[m[1]]), named))


def _pieces(month_before_day: bool, bare_day: str) -> dict[str, str]:
    day = f"(?:{DAY[False]}|{DAY[True]})" if month_before_day else DAY[False]
    pieces = PIECES | {"day": day, "bare_day": BARE_DAY[bare_day]} | SPANS_PIECES
    pieces["month_day"] = DAY[True] if month_before_day else r"(?!)"
    points = {name: rule for name, rule in POINTS.items() if name not in pieces}
    simple = "|".join(POINTS[name] for name in POINTS if name != "so_far")
    return pieces | points | {"simple": simple}


@lru_cache
def expressions(month_before_day: bool, bare_day: str) -> re.Pattern[str]:
    """One pattern with a group per rule, spans before points, for the languages of this order."""
    return _compile(SPANS | POINTS, _pieces(month_before_day, bare_day))


@lru_cache
def inner_points() -> re.Pattern[str]:
    """The same for the ends of a span, which is already cut out."""
    return _compile(POINTS | INNER_POINTS, _pieces(True, "number") | {"bare_end": ""})
