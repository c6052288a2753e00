"""Articles made by number, so that what must be read in them is known beforehand."""

import json
from collections.abc import Iterator
from pathlib import Path

TOWNS = ("Gao", "Tripoli", "Mopti", "Benghazi", "Goma", "Bunia", "Diffa", "Maiduguri")
KINDS = ("figures", "none", "language", "broken")
FIGURES = 2
"""In each article of the kind `figures`."""


def article(number: int, kind: str = "figures") -> str:
    """One line of a .jsonl file: an article with two figures, with none, in German, or no JSON."""
    town, month, day = TOWNS[number % len(TOWNS)], number // 28 % 12 + 1, number % 28 + 1
    killed, injured = number % 40 + 5, number % 17 + 60
    text = {
        "figures": f"{killed} civils ont été tués et {injured} autres blessés à {town}.",
        "none": f"Le marché numéro {number} de {town} a rouvert ses portes après des travaux.",
        "language": f"Der Markt Nummer {number} in {town} wurde gestern wieder geöffnet.",
    }
    if kind == "broken":
        return f'{{"id": "a{number}", "text": "Le marché'
    values = {
        "id": f"a{number}",
        "published": f"20{number // 336 % 20:02d}-{month:02d}-{day:02d}",
        "language": "de" if kind == "language" else "fr",
        "text": text[kind],
    }
    return json.dumps(values, ensure_ascii=False)


def write(path: Path, lines: Iterator[str]) -> Path:
    """Write the lines as a file."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
    return path
