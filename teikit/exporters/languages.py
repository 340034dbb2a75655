"""Language tags as the web knows them, from the tags that TEI files hold."""

from __future__ import annotations

from functools import lru_cache

from teikit.exporters.walking import names

# ISO 639-1 with ISO 639-3: two letters where a language has them, as the registry of tags wants it
_PAIRS = (
    "aa aar ab abk ae ave af afr ak aka am amh an arg ar ara as asm av ava ay aym az aze ba bak be bel bg bul"
    " bi bis bm bam bn ben bo bod br bre bs bos ca cat ce che ch cha co cos cr cre cs ces cu chu cv chv cy cym"
    " da dan de deu dv div dz dzo ee ewe el ell en eng eo epo es spa et est eu eus fa fas ff ful fi fin fj fij"
    " fo fao fr fra fy fry ga gle gd gla gl glg gn grn gu guj gv glv ha hau he heb hi hin ho hmo hr hrv ht hat"
    " hu hun hy hye hz her ia ina id ind ie ile ig ibo ii iii ik ipk io ido is isl it ita iu iku ja jpn jv jav"
    " ka kat kg kon ki kik kj kua kk kaz kl kal km khm kn kan ko kor kr kau ks kas ku kur kv kom kw cor ky kir"
    " la lat lb ltz lg lug li lim ln lin lo lao lt lit lu lub lv lav mg mlg mh mah mi mri mk mkd ml mal mn mon"
    " mr mar ms msa mt mlt my mya na nau nb nob nd nde ne nep ng ndo nl nld nn nno no nor nr nbl nv nav ny nya"
    " oc oci oj oji om orm or ori os oss pa pan pi pli pl pol ps pus pt por qu que rm roh rn run ro ron ru rus"
    " rw kin sa san sc srd sd snd se sme sg sag si sin sk slk sl slv sm smo sn sna so som sq sqi sr srp ss ssw"
    " st sot su sun sv swe sw swa ta tam te tel tg tgk th tha ti tir tk tuk tl tgl tn tsn to ton tr tur ts tso"
    " tt tat tw twi ty tah ug uig uk ukr ur urd uz uzb ve ven vi vie vo vol wa wln wo wol xh xho yi yid yo yor"
    " za zha zh zho zu zul"
)
_CODES = _PAIRS.split()
_SHORT = dict(zip(_CODES[1::2], _CODES[::2], strict=True))
_TWO_LETTERS = frozenset(_CODES[::2])
# ISO 639-3, of those that have no two letters: languages of old texts, and those with a literature of their own
_THREE_LETTERS = names(
    "ace ach acm ada ady afh ain akk ale alt ang anp apc arb arc arn arp arw ary arz asa ast awa bal ban bar"
    " bas bej bem bho bik bin bla bra bua bug byn cad car ceb chb chg chk chm chn cho chp chr chy cmn cnr cnx"
    " cop cpg crh csb dak dar del den dgr din doi dsb dua dum dyu efi egl egy eka elx enm ett ewo fan fat fil"
    " fon frk frm fro frp frr frs fur gaa gay gba gez gil gmh gml goh gon gor got grb grc gsw gwi hai hak haw"
    " hbo hil hit hmn hsb hup iba ilo inh jbo jct jdt jpa jpr jrb kaa kab kac kam kaw kbd kdr kha kho kmb kok"
    " kos kpe krc krl kru ksh kum kut kxd lad lah lam lez lij lld lmo lol loz ltg lua lui lun luo lus lzh lzz"
    " mad mag mai mak man mas mdf mdr men mga mic min mnc mni moh mos mul mus mwl mwr myv nan nap nds new nia"
    " niu nog non nqo nrf nso nwc nym nyn nyo nzi oar obt odt ojp orv osa osc osp osx ota otk oui owl pag pal"
    " pam pap pau pdc pdt peo pes pgl phn pms pon pra prg pro prs raj rap rar rom rue rup sad sah sam sas sat"
    " scn sco sel sga sgs shn sid sma smj smn sms snk snr sog srn srr stq suk sus sux sva swg syc syr szl tem"
    " ter tet tig tiv tkl tlh tli tly tmh tmr tog tok tpi tsi tum tvl txb tyv udm uga umb und vai vec vot wal"
    " war was wlm wuu wym xal xbm xcl xga xib xmf xno xpr xto xum yao yap ydd yih yue zap zbl zen zun zxx zza"
)
# ISO 15924 and ISO 3166-1; a tag with another part is no tag to a validator
_SCRIPTS = names(
    "Arab Armi Armn Avst Beng Bopo Brah Cher Copt Cprt Cyrl Cyrs Deva Egyp Ethi Geok Geor Glag Goth Grek Gujr"
    " Guru Hang Hani Hano Hans Hant Hebr Hira Hluw Ital Java Jpan Kana Khmr Knda Kore Kthi Lana Laoo Latf Latg"
    " Latn Lina Linb Lyci Lydi Mand Mani Maya Mlym Mong Mymr Narb Nbat Nkoo Ogam Orkh Orya Palm Perm Phli Phlp"
    " Phlv Phnx Prti Runr Samr Sarb Sinh Sogd Sogo Syrc Syre Syrj Syrn Taml Telu Tfng Tglg Thaa Thai Tibt Tirh"
    " Ugar Vaii Xpeo Xsux Yiii Zyyy Zxxx Zzzz"
)
_REGIONS = names(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW"
    " BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI"
    " FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN"
    " IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME"
    " MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF"
    " PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV"
    " SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE"
    " YT ZA ZM ZW"
    " 001 150 419"
)
# Codes of librarians, and names, where the web wants two letters.
_INSTEAD = {
    other: short
    for short, others in {
        "en": "english",
        "de": "ger german",
        "fr": "fre french",
        "la": "latin",
        "el": "gre",
        "grc": "greek",
        "it": "italian",
        "es": "spanish",
        "nl": "dut dutch",
        "ru": "russian",
        "cs": "cze",
        "sk": "slo",
        "ro": "rum",
        "sq": "alb",
        "ar": "arabic",
        "he": "hebrew iw",
        "fa": "per",
        "hy": "arm",
        "ka": "geo",
        "zh": "chi chinese",
        "ja": "jp",
        "ko": "korean",
        "is": "ice",
        "cy": "wel",
        "eu": "baq",
        "ms": "may",
        "mi": "mao",
        "my": "bur",
        "bo": "tib",
        "mk": "mac",
    }.items()
    for other in others.split()
}


@lru_cache(maxsize=256)
def web_language(stated: str) -> str:
    """The tag for an HTML or EPUB page; empty where what the file states is no language tag.

    Variants that the registry may not know are left off: "zh-archaic" is "zh".
    """
    first, *rest = stated.strip().split("-")
    first = first.lower()
    first = _SHORT.get(first) or _INSTEAD.get(first, first)
    if first not in _TWO_LETTERS and first not in _THREE_LETTERS:
        return ""
    tag = first
    for part, known in zip(
        rest, (_SCRIPTS, _REGIONS) if rest[:1] and rest[0] in _SCRIPTS else (_REGIONS,), strict=False
    ):
        if part not in known:
            break
        tag += f"-{part}"
    return tag
