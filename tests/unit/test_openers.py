"""What lets reading pass over most words must pass over nothing that begins a phrase."""

import pytest

from pipelines.extract.lexed import Lexer
from pipelines.extract.people.reader import OPENERS, PeopleReader
from pipelines.extract.quantities import may_begin
from pipelines.extract.text import fold
from tests.unit.annotated import ANNOTATED
from tests.unit.extraction import seeds


@pytest.mark.parametrize("code", ["fr", "en"])
def test_no_phrase_begins_with_a_word_that_is_passed_over(code):
    language, texts = seeds().languages[code], ANNOTATED.read_text("utf-8").splitlines()
    people, lexer = PeopleReader(language, seeds().profile), Lexer(language)
    for text in [*texts, *(harm.example for harm in language.file.harms)]:
        tokens = lexer.lex(text, fold(text), 0, len(text))
        for at, token in enumerate(tokens):
            if not may_begin(token, OPENERS):
                assert people.phrase_at(tokens, at) is None, f"add to OPENERS: {token}"
