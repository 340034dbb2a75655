"""Names of languages as archives write them, and their BCP 47 tags."""

from __future__ import annotations

from teikit.expressions import expression

TAGS = {
    "albanian": "sq", "arabic": "ar", "belarusian": "be", "bulgarian": "bg", "burmese": "my", "cambodian": "km",
    "chinese": "zh", "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en", "estonian": "et",
    "finnish": "fi", "french": "fr", "georgian": "ka", "german": "de", "greek": "el", "hebrew": "he", "hindi": "hi",
    "hungarian": "hu", "indonesian": "id", "italian": "it", "japanese": "ja", "khmer": "km", "korean": "ko", "lao": "lo",
    "latin": "la", "latvian": "lv", "lithuanian": "lt", "malay": "ms", "mongolian": "mn", "norwegian": "no",
    "persian": "fa", "polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru", "serbian": "sr",
    "serbo-croatian": "sh", "slovak": "sk", "slovene": "sl", "slovenian": "sl", "spanish": "es", "swedish": "sv",
    "thai": "th", "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi",
    "deutsch": "de", "englisch": "en", "französisch": "fr", "russisch": "ru", "polnisch": "pl", "anglais": "en",
    "allemand": "de", "français": "fr", "russe": "ru", "polonais": "pl",
}  # fmt: skip

_WORD = expression(r"[^\W\d_]+(?:-[^\W\d_]+)?")


def language(text: str) -> str | None:
    """The tag of the first language a text names.

    >>> language("Translation - English")
    'en'
    """
    return next((TAGS[word.lower()] for word in _WORD.findall(text) if word.lower() in TAGS), None)


def names_of(tag: str) -> str:
    """The English name of a tag, or the tag itself.

    >>> names_of("ru")
    'Russian'
    """
    return next((name.title() for name, known in TAGS.items() if known == tag), tag)


# the commonest small words of a language that are no words of the others
_SMALL_WORDS = {
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "that",
            "is",
            "was",
            "for",
            "it",
            "with",
            "as",
            "be",
            "by",
            "this",
            "which",
            "are",
            "have",
            "from",
            "not",
            "were",
            "been",
            "has",
            "had",
        ]
    ),
    "de": frozenset(
        [
            "der",
            "die",
            "und",
            "den",
            "das",
            "von",
            "zu",
            "ist",
            "mit",
            "sich",
            "des",
            "auf",
            "für",
            "nicht",
            "ein",
            "eine",
            "dem",
            "als",
            "auch",
            "ich",
            "wir",
            "daß",
            "dass",
            "wird",
        ]
    ),
    "fr": frozenset(
        [
            "le",
            "les",
            "des",
            "et",
            "du",
            "une",
            "que",
            "qui",
            "dans",
            "est",
            "pour",
            "par",
            "sur",
            "au",
            "nous",
            "vous",
            "pas",
            "ce",
            "plus",
            "avec",
            "sont",
            "cette",
            "ont",
        ]
    ),
}
_FEW = 3


def written_in(text: str) -> str | None:
    """The language that the small words of the middle of a text tell; None where they are few or mixed.

    >>> written_in("Wir haben das Buch nicht mit der Post bekommen, und es ist auch nicht bei dem Boten.")
    'de'
    """
    middle = len(text) // 2
    found = text[max(0, middle - 500) : middle + 500].lower().split()
    counts = sorted(((sum(word in small for word in found), tag) for tag, small in _SMALL_WORDS.items()), reverse=True)
    (most, tag), (second, _) = counts[:2]
    return tag if most >= _FEW and most > 2 * second else None
