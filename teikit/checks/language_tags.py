"""Language tags as BCP 47 has them: their form (RFC 5646, section 2.1), and the first subtag that the registry knows."""

from __future__ import annotations

import re

from teikit.expressions import expression
from teikit.grammars.languages import TAGS

# ISO 639-1 with ISO 639-2's codes behind it, terminological and bibliographic; the registry has the short one only
# (https://www.loc.gov/standards/iso639-2/php/code_list.php)
_ISO_639 = """
aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak be:bel bg:bul bi:bis bm:bam
bn:ben bo:bod/tib br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre cs:ces/cze cu:chu cv:chv cy:cym/wel da:dan de:deu/ger
dv:div dz:dzo ee:ewe el:ell/gre en:eng eo:epo es:spa et:est eu:eus/baq fa:fas/per ff:ful fi:fin fj:fij fo:fao fr:fra/fre
fy:fry ga:gle gd:gla gl:glg gn:grn gu:guj gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv ht:hat hu:hun hy:hye/arm hz:her ia:ina
id:ind ie:ile ig:ibo ii:iii ik:ipk io:ido is:isl/ice it:ita iu:iku ja:jpn jv:jav ka:kat/geo kg:kon ki:kik kj:kua kk:kaz
kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom kw:cor ky:kir la:lat lb:ltz lg:lug li:lim ln:lin lo:lao lt:lit
lu:lub lv:lav mg:mlg mh:mah mi:mri/mao mk:mkd/mac ml:mal mn:mon mr:mar ms:msa/may mt:mlt my:mya/bur na:nau nb:nob nd:nde
ne:nep ng:ndo nl:nld/dut nn:nno no:nor nr:nbl nv:nav ny:nya oc:oci oj:oji om:orm or:ori os:oss pa:pan pi:pli pl:pol ps:pus
pt:por qu:que rm:roh rn:run ro:ron/rum ru:rus rw:kin sa:san sc:srd sd:snd se:sme sg:sag sh:hbs si:sin sk:slk/slo sl:slv
sm:smo sn:sna so:som sq:sqi/alb sr:srp ss:ssw st:sot su:sun sv:swe sw:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk tl:tgl
tn:tsn to:ton tr:tur ts:tso tt:tat tw:twi ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln wo:wol xh:xho
yi:yid yo:yor za:zha zh:zho/chi zu:zul"""
_LONG = dict(row.split(":") for row in _ISO_639.split())
_SHORT = {long: short for short, longs in _LONG.items() for long in longs.split("/")}
# what is written for a country, mostly
_MEANT = {"jp": "ja", "cz": "cs", "dk": "da", "gr": "el", "cn": "zh", "ua": "uk", "iw": "he", "in": "id", "ji": "yi"}

_TAG = expression(
    r"""(?xi) (?P<primary> [a-z]{2,3} (?:-[a-z]{3}){0,3} | [a-z]{4,8} )
    (?:-[a-z]{4})?                          # script: Cyrl
    (?:-(?:[a-z]{2}|[0-9]{3}))?             # region: AT, 419
    (?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*  # variants: 1901, fonipa
    (?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*     # extensions
    (?:-x(?:-[a-z0-9]{1,8})+)?              # of one's own
    | x(?:-[a-z0-9]{1,8})+ | i-[a-z]+ | sgn-[a-z]{2}-[a-z]{2} | en-GB-oed"""
)
# the region that is written wrongly more often than all others
_UNITED_KINGDOM = expression(r"(?i)(?<!-x)-uk(?=-|$)")
# no language, several, none that can be written down
SPECIAL = frozenset(("", "und", "zxx", "mul", "mis"))


def is_well_formed(tag: str) -> bool:
    """Whether a tag has the form; the empty one means that nothing is said, and may be."""
    return not tag or _TAG.fullmatch(tag) is not None


def registered(tag: str) -> str | None:
    """The tag that should stand in the place of a well-formed one, itself if it is right, None if nobody can say.

    >>> registered("ger-AT")
    'de-AT'
    """
    found = _TAG.fullmatch(tag)
    if not found or not found["primary"]:
        return tag
    primary, rest = found["primary"].lower().partition("-")[0], tag[len(found["primary"].partition("-")[0]) :]
    rest = _UNITED_KINGDOM.sub("-GB", rest)
    if primary in _LONG or (len(primary) == 3 and primary not in _SHORT):
        return f"{tag[: len(primary)]}{rest}"
    meant = _SHORT.get(primary) or _MEANT.get(primary) or TAGS.get(primary)
    return f"{meant}{rest}" if meant else None


def proposed(tag: str) -> str | None:
    """What a malformed tag was probably meant to be: `en_US` en-US."""
    mended = re.sub(r"[_\s]+", "-", tag.strip())
    return registered(mended) if mended and mended != tag and is_well_formed(mended) else TAGS.get(tag.strip().lower())


def covers(declared: str, used: str) -> bool:
    """Whether a declared language is the one used: the same, or one of them narrower (RFC 4647, section 3.3.1)."""
    one, other = (f"{(registered(tag) or tag).lower()}-" for tag in (declared, used))
    return one.startswith(other) or other.startswith(one)
