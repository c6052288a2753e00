"""The words with which outlets take back their reports: `retractions` of seeds/lang/<code>.yaml.

What belongs here: the words and whether a text holds them. What does not: which report is taken
back (extract/retractions) and what follows for the incident (linking).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ahocorasick_rs import AhoCorasick
from pydantic import BaseModel, ConfigDict

from pipelines.lexicons.files import read_section
from pipelines.lexicons.notation import spell_out


class RetractionFile(BaseModel):
    """The shape of the file; `examples` are retractions and `others` are none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    verbs: tuple[str, ...]
    objects: tuple[str, ...]
    phrases: tuple[str, ...]
    examples: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Retractions:
    """The words of one language, compiled; one of `starts` is in each of them."""

    pattern: re.Pattern[str]
    starts: AhoCorasick

    def spots(self, text: str) -> Iterator[int]:
        """Where in a text an outlet takes something back, as offsets."""
        lowered = text.lower().replace("’", "'")
        if self.starts.find_matches_as_indexes(lowered):
            yield from (found.start() for found in self.pattern.finditer(lowered))


def load_retractions(path: Path) -> Retractions:
    """The words of a file; raises ValueError with file, place and remedy where it is wrong."""
    words = read_section(path, "retractions", RetractionFile)
    verbs, objects, phrases = (
        [spelled for notation in listed for spelled in spell_out(notation)]
        for listed in (words.verbs, words.objects, words.phrases)
    )
    taken_back = rf"(?:{_any(verbs)})(?: et \w+)? (?:{_any(objects)})\b"
    pattern = re.compile(rf"{taken_back}|(?:{_any(phrases)})")
    return Retractions(pattern, AhoCorasick(sorted({*verbs, *phrases})))


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
