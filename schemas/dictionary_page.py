"""The data dictionary as one HTML page, for readers without a viewer of Markdown.

What it says comes from the models, by way of dictionary; here it is only laid out.
"""

from collections.abc import Iterable, Sequence
from html import escape

from schemas import TABLES
from schemas.dictionary import (
    codes,
    columns,
    duckdb_type,
    exported_columns,
    row_rules,
    table_comment,
)

_STYLE = """
:root { color-scheme: light dark; }
html { background: Canvas; color: CanvasText; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; display: block; overflow-x: auto; }
th, td { text-align: left; vertical-align: top; padding: .3rem .7rem; border-bottom: 1px solid #8886; }
"""


def data_dictionary_page(tables: Sequence[str], *, with_text: bool = False) -> str:
    """The tables in HTML: grain, key, columns with types and meanings, rules and codes."""
    links = _list(
        f'<a href="#{table}">{table}</a>: {_text(table_comment(table))}' for table in tables
    )
    sections = "\n".join(_section(table, with_text) for table in tables)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Data dictionary</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<main>\n<h1>Data dictionary</h1>\n{links}\n{sections}\n</main>\n</body>\n</html>\n"
    )


def _section(table: str, with_text: bool) -> str:
    parts = [f'<h2 id="{table}">{table}</h2>', f"<p>{_text(table_comment(table))}</p>"]
    if key := TABLES[table].key:
        parts.append(f"<p>A row is named by: {', '.join(key)}</p>")
    rows = (_row(table, name) for name in exported_columns(table, with_text=with_text))
    heads = "".join(
        f'<th scope="col">{name}</th>' for name in ("column", "type", "NULL", "meaning")
    )
    parts.append("\n".join(["<table>", f"<tr>{heads}</tr>", *rows, "</table>"]))
    if rules := row_rules(table):
        parts.append("<p>Rules:</p>" + _list(f"{n}: {_text(text)}" for n, text in rules.items()))
    for name, meanings in codes(table).items():
        listed = (f"{_text(str(code))}: {_text(meaning)}" for code, meaning in meanings.items())
        parts.append(f"<p>Codes of {name}:</p>" + _list(listed))
    return "\n".join(parts)


def _row(table: str, name: str) -> str:
    column, target = columns(table)[name], TABLES[table].references.get(name)
    points = f' (→ <a href="#{target}">{target}</a>)' if target else ""
    null = "yes" if column.nullable else "no"
    meaning = f"{_text(column.description)}{points}"
    return f"<tr><td>{name}</td><td>{duckdb_type(table, name)}</td><td>{null}</td><td>{meaning}</td></tr>"


def _list(items: Iterable[str]) -> str:
    return "<ul>\n" + "\n".join(f"<li>{item}</li>" for item in items) + "\n</ul>"


def _text(text: str) -> str:
    return escape(str(text))
