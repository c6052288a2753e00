"""Which types of event are so unlike that two reports of them hardly tell of one incident."""

from typing import Final

NATURES: Final = {
    "Battles": "armed",
    "Violence against civilians": "armed",
    "Explosions/Remote violence": "remote",
    "Protests": "crowd",
    "Riots": "crowd",
    "Strategic developments": "harmless",
    "Disaster": "natural",
    "Accident": "natural",
    "Displacement": "harmless",
}
"""ACLED's event types by what happens: armed men meet people, weapons act from afar, crowds gather,
nature or chance strikes, or nobody is meant to die. Other is left out: it fits everything."""
