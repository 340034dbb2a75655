"""What is shipped is found by name, and the schema's names are at hand."""

from __future__ import annotations

import pytest

from teikit.diagnostics import TeikitError
from teikit.grammars.vocabulary import vocabulary
from teikit.profile import profile
from teikit.resources import known_names, schema_names, schema_path


def test_everything_that_is_named_is_there():
    assert schema_names()
    assert [name for name in schema_names() if not schema_path(name).is_file()] == []


@pytest.mark.parametrize(("find", "code"), [(schema_path, "TK206"), (profile, "TK502"), (vocabulary, "TK510")])
@pytest.mark.parametrize("name", ["klingon", ".", ""])
def test_a_name_that_is_not_there_is_refused_with_those_that_are(find, code, name):
    with pytest.raises(TeikitError) as refused:
        find(name)
    assert refused.value.diagnostic.code == code
    assert refused.value.diagnostic.hint.startswith(("teikit has ", "shipped are ", "Known are: "))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (("note",), True),
        (("notes",), False),
        (("note", "type"), True),
        (("p", "type"), False),
        (("notes", "type"), False),
        (("note", "type", "handwritten"), True),
        (("note", "type", "handwriting"), False),
        (("note", "type", "x-censor"), True),
        (("note", "type", "x-"), False),
        (("note", "type", "handwritten gloss"), False),
        (("row", "role", "label data"), False),
        (("persName", "role", "author sender"), True),
        (("pb", "n", "anything at all"), True),
        (("hi", "rend", "bold italic"), True),
        (("hi", "rend", "bold loud"), False),
        (("pb", "break", "x-perhaps"), False),
        (("handNote", "xml:id", "h"), True),
    ],
)
def test_the_names_of_the_schema_answer(question, answer):
    assert known_names().allows(*question) is answer


def test_the_values_of_an_attribute_can_be_listed():
    assert known_names().values("pb", "break") == ("maybe", "no", "yes")
    assert known_names().values("pb", "n") == ()
