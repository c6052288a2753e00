"""Who fought or attacked: actors as the text names them, resolved, with what they do.

Three steps: words to hits (hits.py), hits to names (phrases.py), names to roles
(roles.py). What an article says about its actors (acronyms, countries) is read once by
in_article (context.py); which two are the parties of an incident is chosen in
parties.py.
"""

from dataclasses import replace

from pipelines.extract.actors.hits import Tokens, find_hits, may_name
from pipelines.extract.actors.phrases import RIOTERS, Named, find_named
from pipelines.extract.actors.roles import Sentence
from pipelines.extract.model import ActorMention
from pipelines.lexicons.actor_words import CIVILIANS, ActorWords
from pipelines.lexicons.actors import Actors

_RIOTERS = "Rioters"
"""ACLED's word for residents who do violence to others."""


def find_actors(tokens: Tokens, actors: Actors, words: ActorWords) -> list[ActorMention]:
    """The actors that the words name, in reading order.

    `actors` should come from in_article, so that
    acronyms of the article are known. Civilians are named only beside others and where
    something is done to them, governments, countries and crowds only where they act.
    """
    if not may_name(tokens.forms, actors, words):
        return []
    hits, begins = find_hits(tokens, actors, words)
    named = find_named(hits, actors)
    roles = Sentence(hits, named, words.reduced_passive).roles()
    found: list[ActorMention] = []
    for actor, role in zip(named, roles, strict=True):
        if actor.inter == CIVILIANS and role == "agent":
            actor = replace(actor, name=_RIOTERS, inter=RIOTERS)
        if _is_mention(actor, role):
            at, after = tokens.bounds(begins[actor.at], begins[actor.after])
            mention = ActorMention(
                tokens.text[at:after], at, after, actor.name, actor.inter, actor.iso3, role
            )
            found.append(mention)
    return found


def _is_mention(actor: Named, role: str | None) -> bool:
    if actor.inter == CIVILIANS:
        return role in ("patient", "party")
    return role in ("agent", "party") if actor.only_acting else True
