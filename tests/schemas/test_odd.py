"""The customisation in teikit.odd and the grammar in teikit.rng say the same."""

from __future__ import annotations

from functools import cache

from lxml import etree
from referees import ROOT, jing, reference

RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "{http://www.tei-c.org/ns/1.0}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
OWN = "x-"
TIMES = {"optional": "?", "zeroOrMore": "*", "oneOrMore": "+"}
OCCURS = {("0", "1"): "?", ("0", "unbounded"): "*", ("1", "unbounded"): "+", ("1", "1"): ""}

Attributes = dict[str, tuple[bool, frozenset[str]]]


def test_both_have_the_same_elements():
    assert set(odd("elementSpec")) == {name for name, define in rng().items() if define[0].tag == f"{RNG}element"}


def test_each_element_has_the_same_attributes_with_the_same_values_required_or_not():
    for name, spec in odd("elementSpec").items():
        assert (name, odd_attributes(spec)) == (name, rng_attributes(rng()[name][0]))


def test_each_element_has_the_same_content():
    for name, spec in odd("elementSpec").items():
        assert (name, odd_model(spec)) == (name, rng_model(rng()[name][0]))


def test_what_stands_in_text_is_made_of_the_same_parts():
    for name, spec in odd("macroSpec").items():
        assert (name, odd_model(spec)) == (name, rng_model(rng()[name.removeprefix("teikit.")]))


def test_both_have_the_same_rules():
    def tests(path):
        rules = path.iter(f"{SCH}assert", f"{SCH}report")
        return [(each.get("id"), " ".join(each.get("test").split())) for each in rules]

    assert tests(tree("teikit.odd")) == tests(tree("teikit.rng"))


def test_every_module_names_the_elements_that_are_declared():
    modules = tree("teikit.odd").iter(f"{TEI}moduleRef")
    included = [name for module in modules for name in module.get("include", "").split()]
    assert sorted(included) == sorted(odd("elementSpec"))


def test_everything_in_the_customisation_is_described():
    kinds = ("elementSpec", "classSpec", "dataSpec", "valItem", "macroSpec", "constraintSpec")
    described = tree("teikit.odd").iter(*(TEI + kind for kind in kinds))
    assert [spec.get("ident") for spec in described if not (spec.findtext(f"{TEI}desc") or "").strip()] == []


def test_what_tei_gives_an_element_of_its_own_is_kept_or_deleted():
    defines = etree.parse(reference("tei_all.rng")).getroot().iter(f"{RNG}define")
    tei = {define.get("name"): define[0] for define in defines}
    for name, spec in odd("elementSpec").items():
        own = {attribute.get("name") for attribute in tei[name].iter(f"{RNG}attribute")}
        said = {each.get("ident") for each in spec.iter(f"{TEI}attDef")} | set(odd_attributes(spec))
        assert own <= said, name


def test_the_customisation_is_valid_tei():
    assert jing(reference("tei_all.rng"), ROOT / "schemas" / "teikit.odd") == []


@cache
def tree(name: str) -> etree._Element:
    return etree.parse(ROOT / "schemas" / name, etree.XMLParser(remove_comments=True)).getroot()


@cache
def odd(kind: str) -> dict[str, etree._Element]:
    return {spec.get("ident"): spec for spec in tree("teikit.odd").iter(f"{TEI}{kind}")}


@cache
def rng() -> dict[str, etree._Element]:
    return {define.get("name"): define for define in tree("teikit.rng").findall(f"{RNG}define")}


def odd_attributes(spec: etree._Element) -> Attributes:
    found: Attributes = {}
    for member in spec.iterfind(f"{TEI}classes/{TEI}memberOf"):
        if member.get("key") in odd("classSpec"):
            found |= odd_attributes(odd("classSpec")[member.get("key")])
    for each in spec.iterfind(f"{TEI}attList/{TEI}attDef"):
        name, required = each.get("ident"), each.get("usage") == "req"
        if each.get("mode") != "delete":
            # a definition that only makes an attribute of its class optional says nothing else
            found[name] = (required, odd_values(each) if len(each) else found[name][1])
    return found


def odd_values(spec: etree._Element) -> frozenset[str]:
    values = {item.get("ident") for item in spec.iter(f"{TEI}valItem")}
    for each in spec.iter(f"{TEI}dataRef"):
        key = each.get("key")
        values |= {OWN} if key == "teikit.data.own" else odd_values(odd("dataSpec")[key]) if key else set()
    return frozenset(values)


def rng_attributes(pattern: etree._Element, required: bool = True) -> Attributes:
    found: Attributes = {}
    for part in pattern:
        if part.tag == f"{RNG}attribute":
            found[part.get("name")] = (required, frozenset(rng_values(part)))
        elif part.tag == f"{RNG}optional":
            found |= rng_attributes(part, False)
        elif part.tag == f"{RNG}ref" and part.get("name").startswith("att."):
            group = rng_attributes(rng()[part.get("name")])
            found |= {name: (needed and required, values) for name, (needed, values) in group.items()}
    return found


def rng_values(pattern: etree._Element) -> set[str]:
    values = {value.text for value in pattern.iter(f"{RNG}value")}
    for each in pattern.iter(f"{RNG}ref"):
        values |= {OWN} if each.get("name") == "data.own" else rng_values(rng()[each.get("name")])
    return values


def odd_model(spec: etree._Element) -> str:
    """A content model as one line: `head*,(p|list)+`."""
    return ",".join(odd_part(part) for part in spec.find(f"{TEI}content"))


def odd_part(part: etree._Element) -> str:
    kind = etree.QName(part).localname
    times = OCCURS[part.get("minOccurs", "1"), part.get("maxOccurs", "1")]
    if kind in ("sequence", "alternate"):
        return joined([odd_part(each) for each in part], "|" if kind == "alternate" else ",", times)
    return {"textNode": "text"}.get(kind, part.get("key", kind).removeprefix("teikit.")) + times


def rng_model(pattern: etree._Element) -> str:
    parts = [part for part in map(rng_part, pattern) if part]
    return joined(parts or ["empty"], ",") if pattern.tag == f"{RNG}element" else ",".join(parts)


def rng_part(part: etree._Element) -> str:
    kind = etree.QName(part).localname
    if kind == "attribute" or part.get("name", "").startswith("att."):
        return ""
    parts = [each for each in map(rng_part, part) if each]
    if kind in ("ref", "text", "empty"):
        return part.get("name", kind)
    return joined(parts, "|" if kind == "choice" else ",", TIMES.get(kind, "")) if parts else ""


def joined(parts: list[str], sign: str, times: str = "") -> str:
    if len(parts) == 1 and not (times and parts[0][-1] in "?*+"):
        return parts[0] + times
    return f"({sign.join(parts)}){times}"
