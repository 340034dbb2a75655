"""A context, asked only where its names occur, means the nodes that it would mean if it were asked everywhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from teikit.schematron.contexts import NodePattern, identity
from teikit.schematron.inspection import Inspection
from teikit.schematron.parser import Fault
from teikit.schematron.xpath import Language, nodes_of

LANGUAGE = Language({}, "file:///rules.sch")
PATTERNS = """a
a/b
a//b
/a
//b
/a/b
b[@x]
*[@x or @y]
a[2]
a[last()]
b[@x = '1' and @y]
(a | b)[@x]
(a | b)/a
a | b/@x
a[b]/b[1]
@x
b/@x
@*
a[@x]/b[@y]
*
text()
a/text()
node()
a[b[@x]]//b
b[not(@x)]
b[@x != '1'][2]
a union b
a/*[@y]
*[starts-with(@x, '1')]
a[@x castable as xs:integer]"""
CONTEXTS = [NodePattern(LANGUAGE.expression(each)) for each in PATTERNS.splitlines()]


def element(name: str, attributes: dict[str, str], children: list[etree._Element]) -> etree._Element:
    made = etree.Element(name, attributes)
    made.text = "t"
    made.extend(children)
    return made


ATTRIBUTES = st.dictionaries(st.sampled_from("xy"), st.sampled_from("12"), max_size=2)
TREES = st.recursive(
    st.builds(element, st.sampled_from("ab"), ATTRIBUTES, st.just([])),
    lambda inside: st.builds(element, st.sampled_from("ab"), ATTRIBUTES, st.lists(inside, max_size=4)),
    max_leaves=12,
)


def refused(_: object, fault: Fault) -> None:
    raise fault


@given(TREES)
def test_a_context_means_what_it_would_mean_asked_everywhere(root: etree._Element) -> None:
    run = Inspection(root, None, (), {}, LANGUAGE)
    everywhere = [run.context.index.document, *run.context.index.elements]
    for context in CONTEXTS:
        found = {identity(node) for node in context.nodes(run.context.index, run.context, refused)}
        token = context.expression.token
        assert found == {identity(node) for start in everywhere for node in nodes_of(token, run.context, start)}
