"""Seeds, read once: validated, frozen, typed objects for extraction.

What belongs here: which files make up the seeds and their version. What does not: what the words of a
file mean (the module of each kind of words).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

from pipelines.lexicons.actor_words import ActorWords, load_actor_words
from pipelines.lexicons.actors import Actors, armed_names, load_actors, parties
from pipelines.lexicons.confidence import Confidence, load_confidence
from pipelines.lexicons.dates import DateWords, load_date_words
from pipelines.lexicons.language import Language, load_language
from pipelines.lexicons.place_cues import LanguageCues, load_place_cues
from pipelines.lexicons.places import Places, load_places
from pipelines.lexicons.profiles import DEFAULT_PROFILE, NumberProfile, load_profiles
from pipelines.lexicons.retractions import Retractions, load_retractions

SEEDS = Path(__file__).parents[2] / "seeds"
_RULES = ("extract", "lexicons")
_NOT_OF_EXTRACTION = frozenset(
    {
        "corrections.yaml",
        "source_ranks.csv",
        "linking_words.csv",
        "organisations.csv",
        "household_sizes.csv",
    }
)
"""Seeds that say how reports are linked and counted: a change of them asks for no new reading."""
_DIGEST_BYTES = 8


@dataclass(frozen=True, eq=False)
class Seeds:
    """All words, names and tables that extraction reads, by language code where they differ."""

    languages: Mapping[str, Language]
    dates: Mapping[str, DateWords]
    places: Places
    place_cues: Mapping[str, LanguageCues]
    states: frozenset[str]
    speakers: Mapping[str, str]
    actors: Actors
    actor_words: Mapping[str, ActorWords]
    retractions: Mapping[str, Retractions]
    profile: NumberProfile
    confidence: Confidence
    grouping: Confidence
    version: str


@cache
def load_seeds(folder: Path = SEEDS, profile: str = DEFAULT_PROFILE) -> Seeds:
    """Read every seed file of a folder; raises ValueError with file, place and remedy."""
    profiles = load_profiles(folder / "number_profiles.csv")
    if profile not in profiles:
        raise ValueError(f"no number profile {profile!r}; there are {', '.join(profiles)}")
    files = {code: folder / "lang" / f"{code}.yaml" for code in known_languages(folder)}
    places = load_places(folder)
    states = frozenset(n.lower() for c in places.countries for n in (*c.names, c.capital))
    actors, armed = load_actors(folder), armed_names(folder)
    return Seeds(
        languages={code: load_language(path, armed) for code, path in files.items()},
        dates={code: load_date_words(path) for code, path in files.items()},
        places=places,
        states=states,
        speakers=parties(actors) | dict.fromkeys(states, "government"),
        place_cues={code: load_place_cues(path) for code, path in files.items()},
        actors=actors,
        actor_words={code: load_actor_words(path) for code, path in files.items()},
        retractions={code: load_retractions(path) for code, path in files.items()},
        profile=profiles[profile],
        confidence=load_confidence(folder / "confidence.csv"),
        grouping=load_confidence(folder / "grouping.csv"),
        version=extractor_version(folder, profile),
    )


def known_languages(folder: Path = SEEDS) -> list[str]:
    """The languages that have words, as ISO 639-1 codes."""
    return sorted(path.stem for path in (folder / "lang").glob("??.yaml"))


def extractor_version(folder: Path = SEEDS, profile: str = DEFAULT_PROFILE) -> str:
    """A short hash that changes when words, tables or rules of extraction change."""
    digest = blake2b(profile.encode(), digest_size=_DIGEST_BYTES)
    rules = (p for part in _RULES for p in (Path(__file__).parents[1] / part).rglob("*.py"))
    words = (p for p in folder.glob("**/*") if p.suffix in (".csv", ".yaml", ".gz"))
    for path in sorted((*rules, *words), key=lambda p: p.parts[-3:]):
        if "articles" not in path.parts and path.name not in _NOT_OF_EXTRACTION:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
