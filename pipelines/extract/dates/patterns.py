"""The grammar of time expressions: each rule a pattern over kinds of tokens, for all languages.

`<weekday>` stands for one token of that kind (pipelines/lexicons/date_kinds.py), `{day}` for a piece or
rule of that name; white space is only for reading. What a rule's expression means stands under the
same name in points.py, months.py, counted.py and spans.py. Of rules that fit, the first one wins.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from pipelines.lexicons.date_kinds import KINDS

PIECES = {
    "month_word": "[<month> <weak_month>]",
    "day_number": "[<digits> <rank> <ordinal> <number>]",
    "day_of_month": """([<digits> <rank> <ordinal>] <of>? {month_word}
        | <number> <of>? {month_word} (?! [<digits> <rank>]))""",
    "count": "[<digits> <number> <amount>] <half>?",
    "unit_word": "[<unit> <units>] <half>?",
    "long_war": "[<conflict> <named_war>]",
    "war_word": "[<war> <conflict> <named_war>]",
    "war_told": "<the>? (<word> [<of> <the>]?)? {war_word}",
    "span_word": "[<in> <during>]",
    "a_year": "<year> (?![<counted> <units>])",
    "parts": "(<in>? <the>? <part> | <overnight>){0,2}",
    "which": "[<last> <next> <here>]",
    "of_a_year": "<of>? <the>? (<last> <unit> | <unit> <last> | <this> <unit>)",
    "that_span": "(<this> <unit> <that> | <that> <same>? <unit> | [<the> <this>] <same> <unit>)",
    "of_other_year": """([<of> <comma> <in>]{0,2} (<the>? (<last> <unit> | <unit> [<last> <shift>]
        | <shift> <unit>) | {count} <unit> <shift> | <the>? <unit>? {a_year}))""",
    "no_term": "(?! [<prison> <shift> <after> <ago_after>])",
    "pause": r"(?= [<comma> <stop>] | \Z)",
}

DAY_FIRST = """(<part> <of>?)? <on>? ([<the> <this>]? <weekday> <comma>?)? <the>?
    {day_of_month}
    (<of>? <year> | <comma> {a_year} | {of_a_year} | <last> | <next>)? {parts}"""
MONTH_FIRST = """(<part> <of>?)? <on>? (<weekday> <comma>?)? {month_word} <the>? [<digits> <rank>]
    (<comma>? <year> | {of_a_year})? {parts}"""
DAY_OF_THAT_YEAR = """<on>? <the>? ({day_of_month} | {month_word} <the>? [<digits> <rank>]) <comma>?
    <of>? {that_span}"""
NAMED_AFTER = """<bearer> <of>? {day_of_month} (?! <of>? <year>)
    | {month_first} (?! <comma>? <year>) <word>? <bearer>"""
BARE_DAY = {
    "number": r"""(<weekday> <the>? | <the>) [<digits> <rank>] {parts}
        (?= [<comma> <stop> <ahead>] | \Z)""",
    "ordinal": "[<on> <weekday>] <the> <rank> {parts} {pause}",
}

POINTS = {
    "numeric": "<numeric>",
    "part_of_month": """{span_word}? <of>? <the>? <only>? [<ordinal> <rank> <last>] [<unit> <fraction>] <of>?
        (<the>? <unit> <of>)? {month_word} (<of>? {a_year} | <last> | <this> <unit>)?""",
    "week_of_day": "{span_word}? <the> <unit> [<of> <to>] {day}",
    "weekday_beside": "<on>? <the> (<shift> <weekday> | <weekday> <shift>) {parts}",
    "weekday_of_week": """<last> <unit> <comma>? <on> <weekday> {parts}
        | <on>? <the>? <weekday> {parts} <of>? <the>? <this>?
        (<last> <unit> | <unit> <last> | <this> <unit>)""",
    "weekday": """(<part> <of>? | <shift> | <phase>)? <on>? <phase>?
        [<this> <the> <last> <next> <past>]{0,2} <part>? <weekday> (<last> | <next>)? {parts}""",
    "named_day": "({span_word} | <part> <of>?)? <on>? <the>? <named_day> (<in>? <of>? <year>)? {parts}",
    "holy_month": """({span_word} | <phase>) <of>? <the>? <holy_month>
        | {span_word}? <the>? <unit> <of> <the>? <holy_month>""",
    "relative": "[<part> <phase>]? <relative> {parts} | <this> <part>",
    "anaphor": "<anaphor> {parts}",
    "month_of_year": """({span_word} <the>? <only>?)? <phase>? (<the>? <only>? <unit> <of>)?
        {month_word} <of>? {a_year} <here>?""",
    "month_of_named_year": """{span_word}? <phase>? (<the>? <only>? <unit> <of>)? {month_word}
        <of>? <the>? (<last> <unit> | <unit> <last> | <this> <unit>) (?! <that>)""",
    "month_of_that_year": """{span_word}? <phase>? (<the>? <only>? <unit> <of>)? {month_word}
        <of>? {that_span}""",
    "month": """([<in> <during> <ahead>] <the>? <only>?)?
        (<phase>? <the>? <only>? <unit> <of> | <phase> | <phase>? [<last> <this> <next>])
        {month_word} {which}?
        | (<in> (?! <the> {month_word} [<digits> <rank>])
        | <during> (?! {month_word} [<digits> <rank>])) <the>? <only>? {month_word} {which}?
        | {month_word} {which} | {month_word} (?= <being> <word>? <the>? <word>{0,2} <unit>)
        | {month_word} <being> <so_far> (?= <the>? <word>{0,2} <unit>)
        | <unit> <the>? <word>? <so_far>? <being> <so_far>? {month_word} (?! [<digits> <rank>]) | <month>""",
    "season": "{span_word}? [<the> <last> <this>]{0,2} <season> (<last> | <of>? {a_year})?",
    "decade": "({span_word} | <of>)? <the>? <phase>? <the>? (<units> {a_year} | <decade>)",
    "year": """({span_word} | <phase>) [<the> <only> <unit> <of> <phase>]{0,5} {a_year}
        | <unit> {a_year}""",
    "year_of": "[<of> <the>] {a_year}",
    "weekend": """[<in> <during> <of>]? [<the> <this> <last> <next> <past>]{0,2} <only>? <weekend>
        [<last> <next> <past>]? (?! <of>? <the>? {day_number})""",
    "last_unit": """{span_word}? <of>? [<phase> <shift>]? (<last> <unit> | <the>? <unit> <last>
        | (?<=<phase>) <the> <last> <unit>) (?! <shift>)""",
    "next_unit": "{span_word}? <phase>? <the>? (<next> <unit> | <unit> <next>)",
    "that_unit": "{span_word}? {that_span}",
    "same_span": """[<in> <during> <to> <of>]? <of>? [<the> <that> <this>]? <same> (<period> {of_other_year}?
        | [<fraction> <unit>] {of_other_year})""",
    "rolling": """{span_word}? <of>? [<the> <this>]? <only>?
        ({count} <only>? ([<lasts> <past>] {unit_word} | <last> <units>)
        | <only>? [<lasts> <last> <past>] {count}? {unit_word}
        | {count}? <units> [<lasts> <past>] | <unit> <past> | (?<=<this>) {count} <units>
        | (?<=<the>) <last> <unit> (?! <of>)) (?! <prison>)""",
    "this_unit": """({span_word} | <so_far> <comma>? | <shift>)? <phase>? <the>? <only>?
        (<this> <only>? <unit> <here>? | <unit> <here>)
        | {span_word}? <phase> [<the> <this>]? <unit>
        | [<of> <during>] <the> <unit> (?! [<shift> <last> <year>])""",
    "firsts": """[<in> <during> <to>]? <of>? <the>? <only>?
        ({count} <firsts> | <firsts> {count} | <ordinal> {count}) {unit_word}
        (<of> (<the>? <unit>? {a_year} | <last> <unit> | [<the> <this>] <unit> [<last> <here>]?
        | (<the>? <unit> <of>)? {month_word} (<of>? {a_year})?))?""",
    "fraction": """[<in> <during> <to>]? <of>? <the>? <only>?
        ([<ordinal> <rank>] <fraction> (<of>? <the>? <unit>? {a_year} | <of> [<the> <this>] <unit>)?
        | [<last> <shift>] <fraction> | <fraction> [<last> <shift>])""",
    "warred": """{span_word}? <only>? {count} ({unit_word} [<of> <to>] {war_told}
        | <to>? <unit> (<to>? [<long> <prison>])? <word>? {war_word})
        | <unit> <to>? <long> <word>? {war_word}
        | {war_word} [<comma> <only> <word> <being> <between> <the> <and>]{0,6} [<in> <ahead>] <word>
        [<ordinal> <rank>] <unit>""",
    "ago": """<ago_before> [<only> <to_the_day>]? {count} {unit_word} (?! <prison>)
        (<comma>? <to_the_day>)?
        | [<only> <to_the_day>]? {count} {unit_word} <ago_after> (<comma>? <to_the_day>)?""",
    "shifted": """<only>? {count} {unit_word} (<shift> | <after> <that>? {pause})
        | <the> <unit> <after> (?= <comma>)""",
    "after": """(?<! <of>) <only>? ({count} | <the>) {unit_word} <only>? <after> | <day_after>
        | (?<! [<the> <in> <during> <number> <digits> <of>]) <only>? <units> <after>""",
    "adjacent": "<the> (<shift> <unit> | <unit> <shift> | {count} <shift> <units>)",
    "duration": """(<in> <only>? <the>? | <during> [<the> <this>]) <only>? {count} {unit_word} {no_term}""",
    "ahead": "<ahead> <only>? {count}? {unit_word} {no_term}",
    "so_far": "<so_far> (<comma>? <in> {a_year})?",
}

INNER_POINTS = {
    "bare_month": "{month_word}",
    "bare_year": "<year>",
    "bare_number": "<the>? {day_number}",
}
"""What counts as a point only within a span ("de 2011 à 2014")."""

SPAN_PIECES = {
    "calendar_point": """{day} | {weekday} | {month_of_year} | {relative} | {numeric} | {month}
        | {month_word}""",
    "range_end": "[<the> <on>]? ({calendar_point} | {a_year})",
    "loose_number": "(<weekday> <the>?)? <on>? (<the>? [<digits> <rank> <ordinal>] | <number>)",
    "last_number": "<the>? [<digits> <rank>] (?! [<counted> <word>]) (<comma>? <year>)?",
    "lead": "(<overnight> [<of> <on>]?)? (<the>? <part>)?",
    "filling": """[<word> <the> <of> <to> <in> <on> <and> <only> <number> <this> <counted> <war> <conflict>
        <began> <ahead> <between> <ordinal> <unit> <units> <prison> <long> <phase> <part> <amount> <digits>
        <that> <shift> <after> <being> <named_war> <coup>]{0,8}?
        (<between> {party}{1,4}? <and> {party}{1,4}?)?""",
    "party": "[<word> <the> <of> <counted> <conflict>]",
    "whose": "[<word> <the> <of> <to> <in> <ahead> <and> <between> <being> <comma>]{0,6}?",
    "told_point": """({day} | {month_of_named_year} | [<in> <of>] {a_year} | {month_of_year} | {weekday}
        | [<in> <of>] {month_word} | <in>? <phase> (<of>? <the>? <unit> <of>)? {month_word} | {named_day}
        | {holy_month} | {ago} | {last_unit} | {relative} | <in>? {weekend})""",
}

SPANS = {
    "since_then": "<since_then>",
    "lasting": """(<since> | {war_word} [<comma> <word>]{0,2} <launched>)? [<on> <the>]? {range_end}
        <and> [<word> <being> <on>]{0,3} [<until> <ending> <to>] <on>? {range_end}""",
    "ended": """({count} <to>? [<unit> <units>] (<to>? <long>)? <word>? {war_word}
        | {war_word} <of> {count} [<unit> <units>]) [<word> <being>]{0,3}
        <ending> [<on> <the>]{0,2} ({day} | {weekday})""",
    "since": """<since> (([<only> <the> <of> <on> <in>]{0,2} (<only>? {count} {unit_word} {no_term}
        | [<of> <on> <the>]? ({point} | {month_word} | {a_year})))
        | {filling} ({told_point} | <comma> (<in> {a_year} | {told_point} {pause})) | {filling} <named_war>
        | {filling} {filling} {told_point} {pause})""",
    "range": """{lead} ([<from> <of>]? (({range_end} | {loose_number}) [<to> <until>] {range_end}
        | {month_first} [<to> <until>] {last_number})
        | <between> (({range_end} | {loose_number}) <and> {range_end}
        | {month_first} <and> <the>? [<digits> <rank>] (<comma>? <year>)?))""",
    "list": """{lead} [<the> <on> <in>]? (<weekday> (<comma> <weekday>)? <and> <the>? <on>? {day}
        | {weekday} (<comma> {weekday}){0,6} <and> <the>? <on>? {weekday}
        | {month_first} (<comma> [<digits> <rank>]){0,6} <and> {last_number}
        | (<weekday> <the>?)? {day_number} (<comma> {day_number}){0,6} <and> <the>? {day}
        | {day} <and> <the>? {day}
        | {month_word} (<comma> {month_word}){0,6} <and> <in>? {month_word} (<of>? {a_year})?
        | (?<=<in>) {a_year} (<comma> {a_year}){0,6} <and> <in>? {a_year}
        | {relative} <and> {relative})""",
    "launched": """{war_word} [<comma> <word>]? <launched> [<word> <the> <of> <until>]{0,4}? [<on> <in> <the>]?
        ({point} | {month_word} | {a_year})""",
    "began": """({long_war} {whose} <began> | [<began> <launched>] {whose} {long_war}) {whose}
        {told_point} | <war> {whose} <began> {whose} <in> {a_year}""",
    "couped": """((?<= [<of> <to>]) <the> | (?<= <to>)) <coup> [<of> <on> <the>]{0,2} ({day} | {month_of_year})
        | (?<= [<of> <to>]) <the> {month_first} (<comma>? <year>)? <coup>""",
    "night": "<overnight> (<to> ({day} | {weekday}) | [<from> <of> <on> <the>]{0,2} ({day} | {weekday}))?",
    "from": "<from> ([<the> <on>]? ({calendar_point}) | {a_year})",
    "window": """{span_word}? <of>? <the> ({count} <units> | <unit>) [<to> <ending>] <on>?
        ({day} | {weekday} | {month_of_year} | {month_word} | {numeric} | {a_year})""",
    "until": """[<until> <as_of>] [<the> <on> <in>]? [<of> <the>]?
        ({point} | {month_word} | {a_year}) | <to> {day_number} {month_word} (<of>? <year>)?""",
}

ONLY_WHERE = (
    "(?: (?= [<war><conflict><named_war>] [<comma><only><word><being><the><of><to><in><and><between><number>"
    "<digits><units>]{0,6} [<launched><began><in><ahead><ending>])"
    "| (?= [<began><launched>] [<word><the><of><to><in><ahead><and><between>]{0,6} [<conflict><named_war>])"
    "| (?! [<comma><word><stop><counted><prison><and><here><war><conflict><began><long><half><ending>])"
    "(?= <since> | [^<word><stop><counted><prison>]{0,9} [<weekday><month><weak_month><season>"
    "<relative><named_day><holy_month><anaphor><day_after><overnight><part><unit><units><weekend><fraction><so_far><since_then>"
    "<year><decade><numeric><period>] | <the>[<digits><rank>] | <on><the><rank>))"
)
"""Where a rule may match at all: tried first, because most places are none."""

PIECE = re.compile(r"\{([a-z_]+)\}")
KIND = re.compile(r"(?<!\(\?P)<([a-z_]+)>")


_NO_ENDS = ("so_far", "named_after")


def _expand(pattern: str, pieces: Mapping[str, str]) -> str:
    return PIECE.sub(lambda m: f"(?:{_expand(pieces[m[1]], pieces)})", pattern)


def _compile(
    rules: Mapping[str, str], pieces: Mapping[str, str], ahead: str = ""
) -> re.Pattern[str]:
    named = "|".join(f"(?P<{name}>{_expand(rule, pieces)})" for name, rule in rules.items())
    bare = re.sub(r"\((?!\?)", "(?:", re.sub(r"\s+", "", named))
    return re.compile(KIND.sub(lambda m: re.escape(KINDS[m[1]]), f"{ahead}(?:{bare})"))


def _points(month_before_day: bool, bare_day: str) -> dict[str, str]:
    """The rules for points, the days in the order of the language."""
    days = f"{DAY_FIRST} | {MONTH_FIRST}" if month_before_day else DAY_FIRST
    first = {
        "numeric": POINTS["numeric"],
        "named_after": NAMED_AFTER,
        "day_of_that_year": DAY_OF_THAT_YEAR,
        "day": days,
    }
    return first | POINTS | {"bare_day": BARE_DAY[bare_day]}


def _pieces(points: Mapping[str, str], month_first: str) -> dict[str, str]:
    simple = " | ".join(rule for name, rule in points.items() if name not in _NO_ENDS)
    return {**PIECES, **SPAN_PIECES, **points, "point": simple, "month_first": month_first}


@lru_cache
def expressions(month_before_day: bool, bare_day: str) -> re.Pattern[str]:
    """One pattern with a group per rule, spans before points, for the languages of this order."""
    points = _points(month_before_day, bare_day)
    pieces = _pieces(points, MONTH_FIRST if month_before_day else "(?!)")
    return _compile(SPANS | points, pieces, ONLY_WHERE.replace(" ", ""))


@lru_cache
def inner_points() -> re.Pattern[str]:
    """The same for the ends of a span, which is already cut out."""
    points = _points(True, "number") | INNER_POINTS
    return _compile(points, _pieces(points, MONTH_FIRST))
