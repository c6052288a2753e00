"""Where sentences and words begin and end, over the untouched text.

Nothing here knows what a word means: that is the lexicon's. Offsets count code points of the text.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

_SENTENCE_END = (
    re.compile(  # beginning with one class of characters, so that the engine skips ahead
        r"[\n.!?…](?:(?<=\n)\n*|(?<!\n)[.!?…]*[»”\"')\]]*\s+(?=[«“\"'(\[]?\s?[^\W_a-zà-öø-ÿ])"
        r"|(?<=[a-zà-öø-ÿ]{3}\.)(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]))"  # "disparus.Dix-neuf décès"
    )
)
_APOSTROPHES = "’ʼ`‘"
_LONGEST_INITIAL = 1
LONGEST_SENTENCE = 4000
"""Characters; what goes on longer is no sentence (tables, lists of names) and is read in pieces."""


def fold(text: str) -> str:
    """The text in lower case with straight apostrophes, character for character (so offsets hold)."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for apostrophe in _APOSTROPHES:  # str.translate takes hundreds of times as long
        lowered = lowered.replace(apostrophe, "'")
    return lowered


@dataclass(frozen=True, slots=True)
class Sentences:
    """The bounds of all sentences of a text, in order; every character belongs to one."""

    starts: list[int]
    length: int

    def index_at(self, offset: int) -> int:
        """The number of the sentence that holds the character at `offset`."""
        return bisect_right(self.starts, offset) - 1

    def bounds(self, index: int) -> tuple[int, int]:
        """Start and end of a sentence, its trailing space included."""
        after = index + 1
        return self.starts[index], self.starts[after] if after < len(self.starts) else self.length


def split_sentences(folded: str, text: str, abbreviations: frozenset[str]) -> Sentences:
    """Cut a text at line ends and at full stops before a capital, but not after an abbreviation.

    A line that is merely wrapped is no end; what would be longer than LONGEST_SENTENCE is cut at a comma
    or between words.
    """
    starts = [0]
    for match in _SENTENCE_END.finditer(text):
        if match[0] == "\n" and _is_wrapped(text, match.start()):
            continue
        if match[0][0] != "." or not _is_abbreviation(text, folded, match.start(), abbreviations):
            starts.append(match.end())
    if len(starts) > 1 and starts[-1] >= len(text):
        starts.pop()
    return Sentences(_pieces(text, starts), len(text))


def _is_wrapped(text: str, line_end: int) -> bool:
    """Whether a line only goes on in the next: "Trois personnes\\nont été blessées"."""
    before, after = text[line_end - 1 : line_end], text[line_end + 1 : line_end + 2]
    return after.islower() and (before.isalnum() or before == ",")


def _pieces(text: str, starts: list[int]) -> list[int]:
    found: list[int] = []
    for start, end in pairwise([*starts, len(text)]):
        found.append(start)
        while end - found[-1] > LONGEST_SENTENCE:
            found.append(last_cut(text, found[-1], found[-1] + LONGEST_SENTENCE, ", ", " "))
    return found


def last_cut(text: str, start: int, end: int, *marks: str) -> int:
    """Where to cut text[start:end]: behind the last of the first mark found, else at its end."""
    cuts = (text.rfind(mark, start + 1, end) + len(mark) for mark in marks)
    return next((cut for cut in cuts if cut > start + 1), end)


def _is_abbreviation(text: str, folded: str, dot: int, abbreviations: frozenset[str]) -> bool:
    """Whether a full stop ends "Gen.", "J." or "U.N.", but not "the 1990s." or "St. Mary's."."""
    start = dot
    while start and (folded[start - 1].isalpha() or folded[start - 1] == ".") and dot - start < 12:
        start -= 1
    word = folded[start:dot]
    last = word.rpartition(".")[2]
    is_initial = len(last) == _LONGEST_INITIAL and last.isalpha()
    is_initial &= last != word or text[dot - 1 : dot].isupper()
    return bool(word) and (word in abbreviations or is_initial)
