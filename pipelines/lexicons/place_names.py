"""The two keys under which a place name is looked up: its folded spelling and its skeleton.

Here stands how spellings are made comparable; which names exist stands in the gazetteer.
"""

import re
import unicodedata
from functools import lru_cache

ARTICLES = frozenset(re.findall(r"\w+", "al el ar as ash ad adh an at az l"))
"""The Arabic article and its assimilated forms, which French and English copy leave out at will."""

PARTICLES = ARTICLES | frozenset(
    re.findall(
        r"\w+",
        "ez es ed d de du des del da do das dos di la le les los las sur sous en au aux et y e i"
        " of the and upon am der den von van",
    )
)
"""Words in lower case within a name of several words ("Dar es Salaam", "Rio de Janeiro")."""

_INNER_ARTICLES = (ARTICLES | frozenset(("ech", "esh", "es", "er", "ed", "ez"))) - {"l"}

SHORTEST_SKELETON = 4
"""Skeletons of fewer letters meet by chance (Bor, Bur), so that they are never compared."""

WORDS_REMEMBERED = 1 << 16
"""Foldings kept: news use the same words again and again."""

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("'’‘`´ʿʾʼʻ′", ""),
        **dict.fromkeys("-‑‐–_.,()/", " "),
        **{"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"},
        **{"ı": "i", "ə": "e", "ŋ": "n", "ɓ": "b", "ɗ": "d"},
    }
)

_TRANSLITERATIONS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("ou|oo|w|o", "u"),
        ("tch|sh|ch", "s"),
        ("dj", "j"),
        ("kh|ck|q|c|k", "k"),
        ("gu(?=[eiy])|gh", "g"),
        ("dh|dz", "d"),
        ("th", "t"),
        ("ph", "f"),
        ("z|ss", "s"),
        ("[aeiy]*[iy][aeiy]*|e+", "i"),
        ("a+", "a"),
        (r"h\b", ""),
        (r"([a-z])\1+", r"\1"),
    )
)


@lru_cache(maxsize=WORDS_REMEMBERED)
def fold(name: str) -> str:
    """Lower case, no accents, no apostrophes, hyphens as spaces: "N'Djamena" → "ndjamena"."""
    name = name.lower()
    if not name.isascii():
        parts = unicodedata.normalize("NFKD", name)
        name = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(name.translate(_SIGNS).split())


def without_article(folded: str) -> str:
    """The folded name without a leading Arabic article: "al bab" → "bab"."""
    first, _, rest = folded.partition(" ")
    return rest if rest and first in ARTICLES else folded


def with_plain_articles(folded: str) -> str:
    """With "al" for every article within: "bourj ech chemali", "burj el barajneh" as with "al"."""
    first, *rest = folded.split(" ")
    return " ".join((first, *("al" if word in _INNER_ARTICLES else word for word in rest)))


def skeleton(folded: str) -> str | None:
    """What transliterations of one name share: "nousseirat", "an nusayrat" → "nusirat".

    None where too few letters are left to tell names apart.
    """
    bare = without_article(folded)
    for pattern, plain in _TRANSLITERATIONS:
        bare = pattern.sub(plain, bare)
    bare = bare.replace(" ", "")
    return bare if len(bare) >= SHORTEST_SKELETON else None
