"""Words that end in a full stop which ends no sentence, by language, and the words that most often begin one."""

from __future__ import annotations

from functools import cache

from teikit.grammars.vocabulary import vocabulary
from teikit.records import NamedTuple

SHIPPED = ("en", "de", "fr")


class Stops(NamedTuple):
    """`bound` stand before what they belong to (Mr., vgl.), `numbered` so before a number, and else are words (No., art.).

    `free` may end a sentence as well (etc., usw.). All are in small letters. `openers` begin a sentence more often than a
    name does; where all nouns have capitals, only they tell.
    """

    bound: frozenset[str]
    numbered: frozenset[str]
    free: frozenset[str]
    openers: frozenset[str]
    months: frozenset[str]
    capital_nouns: bool = False


@cache
def stops(language: str) -> Stops:
    """The words of a language; of all shipped languages where it is another."""
    if language not in SHIPPED:
        every = [stops(each) for each in SHIPPED]
        return Stops(
            frozenset(word for each in every for word in each.bound),
            frozenset(word for each in every for word in each.numbered),
            frozenset(word for each in every for word in each.free),
            frozenset(word for each in every for word in each.openers),
            frozenset(word for each in every for word in each.months),
        )
    bound, numbered, free, openers = (frozenset(said.split()) for said in _WORDS[language])
    words = vocabulary(language)
    titles = {word.lower() for word in words.honorifics if word.endswith(".") and " " not in word}
    months = frozenset(map(str.lower, words.months))
    short = {f"{month}." for month in months if len(month) <= 4 and month not in _WHOLE}
    return Stops(bound | titles | short, numbered, free, openers, months, language == "de")


# months that are written out in four letters or fewer: a full stop behind them ends a sentence
_WHOLE = frozenset(("may", "june", "july", "mai", "juni", "juli", "märz", "mars", "juin", "août"))

_WORDS: dict[str, tuple[str, str, str, str]] = {
    "en": (
        "mr. mrs. ms. messrs. dr. prof. rev. hon. st. gen. col. lt. capt. cpt. maj. sgt. cmdr. adm. gov. sen. rep. pres. sec."
        " amb. min. del. supt. fr. sr. cde. com. comr. coms. nr. p. pp. vol. vols. chap. para. paras. sect."
        " cf. e.g. i.e. viz. vs. v. ca. c. approx. ed. eds. trans. tr. transl. doc. docs. app. encl. ref. tel."
        " ext. op. cit. ibid. f. ff. fol. fols. l. ll. d. dd. mt. ft. fn. n.b. s.s. h.m.s. esp. incl. resp. dept."
        " bros. ph. chas. wm. geo. jas. jos. thos. edw. robt. benj.",
        "no. nos. art. arts. fig. figs. par. ch. min. sec. ed. app. op.",
        "etc. inc. ltd. co. corp. jr. esq. a.m. p.m. u.s. u.k. u.n. u.s.a. u.s.s.r. d.c. b.c. a.d. ph.d. m.a. b.a. al.",
        "the a an he she it they we you at in on as if but and this that these those there then when while after before"
        " however for from with what who why how our his her their no not yes thus therefore such one two",
    ),
    "de": (
        "hr. hrn. fr. frl. dr. prof. dipl. ing. gen. gf. frhr. sr. st. bzw. vgl. s. siehe. z. z.b. d. h. d.h. d.i. u. u.a. i. i.a."
        " i.d.r. v. v.a. c. bes. ca. ggf. evtl. insb. sog. nr. nrn. bd. bde. bl. s.o. s.u. abs. abt. anl. anm. az. betr. bez."
        " ebd. geb. gest. gez. hg. hrsg. jg. kap. lfd. lt. mio. mrd. nachf. tel. tit. üb. verf. vol. zit. zt. zz. zzt."
        " a. o. e. p. k. k.k. allg. ehem. einschl. entspr. gem. ges. hptm. oblt. obst. oberst. univ. verst. wg. zl. fasz. kart.",
        "art. max. min.",
        "usw. etc. u.s.w. u.ä. u.dgl. dgl. ff. f. jh. jhdt. str. co. a.d. d.j. d.m. min. v.chr. n.chr. d.ä. i.r.",
        "der die das ein eine einer eines er sie es wir ich ihr in im am an auf bei nach vor als wenn da dann doch aber und"
        " oder so auch diese dieser dieses dies man mit von zu zum zur für was wer wie wo warum nein ja hier heute",
    ),
    "fr": (
        "m. mm. mme. mmes. mlle. mlles. mgr. dr. pr. me. st. ste. sts. gal. cdt. cne. lt. n. n°. p. pp. vol. t."
        " chap. fol. f. ff. cf. c.-à-d. env. éd. éds. trad. réf. tél. ex. p.ex. av. bd. boul. c. v. vs. cie. gén."
        " ibid. op. cit. s.e. s.exc. r.p. janv. févr. avr. juil. sept. oct. nov. déc. cam. ms. mss. not. préf. dép. adj. inv.",
        "no. nos. art. arts. al. fig. ch. col.",
        "etc. j.-c. s.a. s.m. r.f. p.j. p.-s. a.i. h. min.",
        "le la les l' un une des il elle ils elles on nous vous je ce c' cette ces cet dans en au aux à mais et ou si quand"
        " lorsque pour par avec sans après avant que qui quoi comment pourquoi non oui ainsi donc or puis alors",
    ),
}
