import pytest

from pipelines.articles import decoding
from pipelines.articles.decoding import decode, lines, read_document
from pipelines.articles.items import RefusedError

FRENCH = (
    "À Noël, treize soldats ont été tués près de l’aéroport ; des dizaines d’autres, blessés, "
    "ont été soignés à l’hôpital, où cœur et courage n’ont pas manqué, a déclaré un médecin.\r\n"
)


RUSSIAN = "Не менее тринадцати человек погибли в столкновениях к югу от Триполи в среду."
ARABIC = "قتل ثلاثة عشر شخصا على الأقل وأصيب العشرات في اشتباكات جنوب طرابلس يوم الأربعاء"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(FRENCH, name) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "mac_roman")]
    + [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (ARABIC, "cp1256"), ("", "utf-8")],
)
def test_encodings(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_utf8_goes_before_what_the_document_declares():
    assert decode("été".encode(), declared="cp1252") == "été"
    assert decode("été".encode("cp850"), declared="cp850") == "été"
    assert decode("blessés à Tripoli".encode("cp1252"), declared="no-such-encoding")


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04\x01\x02\x05\x06", b"\xff\xfea"]
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(RefusedError, match="these bytes are no text"):
        decode(data)


def test_line_ends_and_blanks_stay():
    assert decode(b" a\r\nb\rc\n\n\t d ") == " a\r\nb\rc\n\n\t d "


def test_lines_of_an_old_encoding(tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes(b"text\n" + FRENCH.encode("cp1252") * 3)
    assert list(lines(path)) == ["text\n", FRENCH, FRENCH, FRENCH]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_lines_of_what_a_spreadsheet_saves_as_unicode_text(tmp_path, encoding):
    path = tmp_path / "wide.csv"
    path.write_bytes(f"text\n{FRENCH}".encode(encoding))
    assert list(lines(path)) == ["text\n", FRENCH]
    path.write_bytes(f"text\n{FRENCH}".encode(encoding)[:-1])
    assert [str(line)[:21] for line in lines(path)][-1] == "these bytes are no te"


def test_one_spoilt_line_does_not_spoil_the_others(tmp_path):
    path = tmp_path / "mixed.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + FRENCH.encode() + FRENCH.encode("cp1252") + FRENCH.encode())
    assert list(lines(path)) == [FRENCH] * 3


def test_what_is_too_large_is_refused_and_the_rest_read(tmp_path, monkeypatch):
    monkeypatch.setattr(decoding, "MAX_DOCUMENT_BYTES", 10)
    path = tmp_path / "long.jsonl"
    path.write_bytes(b"short\n" + b"x" * 35 + b"\nlast\n")
    first, second, third = lines(path)
    assert (first, third) == ("short\n", "last\n")
    assert isinstance(second, RefusedError)
    with pytest.raises(RefusedError, match="one article per file"):
        read_document(path)
