"""Language tags as the web knows them, from the tags that TEI files hold."""

from __future__ import annotations

import re
from functools import lru_cache

from teikit.exporters.walking import names

# ISO 639-1
_TWO_LETTERS = names(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en"
    " eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja"
    " jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb"
    " nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq"
    " sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
# Three letters, or a name, where the web wants two letters.
_INSTEAD = {
    other: short
    for short, others in {
        "en": "eng english",
        "de": "deu ger german",
        "fr": "fra fre french",
        "la": "lat latin",
        "el": "ell gre",
        "grc": "greek",
        "it": "ita italian",
        "es": "spa spanish",
        "pt": "por",
        "nl": "nld dut dutch",
        "ru": "rus russian",
        "uk": "ukr",
        "pl": "pol",
        "cs": "ces cze",
        "sk": "slk slo",
        "hu": "hun",
        "ro": "ron rum",
        "bg": "bul",
        "hr": "hrv",
        "sr": "srp",
        "sl": "slv",
        "sq": "sqi alb",
        "tr": "tur",
        "ar": "ara arabic",
        "he": "heb hebrew iw",
        "fa": "fas per",
        "hy": "hye arm",
        "ka": "kat geo",
        "mn": "mon",
        "zh": "zho chi chinese",
        "ja": "jpn jp",
        "ko": "kor korean",
        "vi": "vie",
        "sv": "swe",
        "da": "dan",
        "no": "nor",
        "fi": "fin",
        "is": "isl ice",
        "cy": "cym wel",
        "ga": "gle",
        "eu": "eus baq",
        "sa": "san",
        "yi": "yid",
    }.items()
    for other in others.split()
}
_SCRIPT_OR_REGION = re.compile(r"[A-Z][a-z]{3}|[A-Z]{2}|[0-9]{3}")


@lru_cache(maxsize=256)
def web_language(stated: str) -> str:
    """The tag for an HTML or EPUB page; empty where what the file states is no language tag.

    Variants that the registry may not know are left off: "zh-archaic" is "zh".
    """
    first, *rest = stated.strip().split("-")
    first = _INSTEAD.get(first.lower(), first.lower())
    three = len(first) == 3 and first.isascii() and first.isalpha()
    if first not in _TWO_LETTERS and not three:
        return ""
    kept = [first]
    for part in rest:
        if not _SCRIPT_OR_REGION.fullmatch(part):
            break
        kept.append(part)
    return "-".join(kept)
