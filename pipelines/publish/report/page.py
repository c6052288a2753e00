"""The report's one HTML file, out of the templates, scripts and words in page/.

All data goes in as compressed base64, so that no word of an article can ever be taken for markup;
a policy in the file's head forbids the browser to fetch anything or to run any other script.
"""

import gzip
import json
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from importlib.resources import files

import yaml

from pipelines.publish.report.contents import Contents

_PAGE = files("pipelines.publish.report") / "page"
_GZIP_LEVEL = 6  # zlib's own default; 9 takes several times as long for a few per cent
_SCRIPTS = ("words", "dom", "tables", "charts", "map", "incident", "main")
_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data:;"
    " base-uri 'none'; form-action 'none'"
)


def pack(contents: Contents) -> dict[str, bytes]:
    """All that the page shows, packed, by the names under which its scripts unpack it."""
    charts = {name: json.loads(_text(f"charts/{name}.json")) for name in ("timeline", "map")}
    return {
        "overview": _packed(contents.overview),
        "words": _packed(yaml.load(_text("words.yaml"), Loader=yaml.CSafeLoader)),
        "charts": _packed(charts),
        "near": (_PAGE / "countries-50m.json.gz").read_bytes(),
        "far": (_PAGE / "countries-110m.json.gz").read_bytes(),
        **{f"part-{number}": _packed(part) for number, part in enumerate(contents.parts)},
    }


def render(data: Mapping[str, bytes], *, version: str) -> str:
    """The whole page as HTML; it holds everything that it shows."""
    scripts = [_unpacked("vega.js.gz"), "\n".join(_text(f"{name}.js") for name in _SCRIPTS)]
    values = {
        "policy": _POLICY.format(scripts=" ".join(map(_hash, scripts))),
        "version": escape(version),
        "style": _text("style.css"),
        "data": "\n".join(_element(name, packed) for name, packed in data.items()),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    before, *rest = _text("index.html").split("{{")
    pieces = (piece.split("}}", 1) for piece in rest)
    return before + "".join(values[name] + text for name, text in pieces)


def _packed(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), _GZIP_LEVEL, mtime=0)


def _element(name: str, packed: bytes) -> str:
    """Packed JSON as a script element that the browser does not run."""
    encoded = b64encode(packed).decode()
    return f'<script type="application/gzip" id="data-{name}">{encoded}</script>'


def _hash(script: str) -> str:
    """The script as the policy names it (Content Security Policy, level 2)."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def _text(name: str) -> str:
    return (_PAGE / name).read_text("utf-8")


def _unpacked(name: str) -> str:
    return gzip.decompress((_PAGE / name).read_bytes()).decode()
