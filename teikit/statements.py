"""teikit's own sentences: everything that the header says and neither the page nor the user has given."""

from __future__ import annotations

UNTITLED = "Untitled transcript"
TRANSCRIPT_OF = "Transcript of {name}"
UNPUBLISHED = "No publisher was given for this transcript."
NO_LICENCE = "No licence was given; ask the holder of the rights."
NO_SOURCE = "A transcript without a statement of its source."
ORIGINAL = "original document"
ENCODED_BY = "encoding as TEI P5"
TRANSLATED_BY = "translator"
TRANSCRIBED_BY = "transcriber"
NOT_NAMED = "not named"
UNDATED = "undated"
DIGEST = "SHA-256 of the transcript: "
NO_LANGUAGE = "undetermined"

TEXT = (
    "The text is that of the transcript, letter for letter. White space was normalised; what the transcript wrote as a"
    " convention (brackets and their labels, the labels of lists) became markup."
)
DATES = "Dates as typed are kept; the Gregorian date stands in an attribute where it is beyond doubt."
HYPHENS = "Hyphens at the end of a typed line were kept; the line break after them divides no word."
CERTAINTY = 'Decisions of teikit that are less than sure carry @cert and @resp="#teikit".'

# the calendars that dates may be typed in; @when is Gregorian in any case
CALENDARS = {
    "gregorian": "The Gregorian calendar, the New Style.",
    "julian": "The Julian calendar, the Old Style.",
    "juche": "The Juche calendar of the Democratic People's Republic of Korea; its first year is 1912.",
    "minguo": "The calendar of the Republic of China; its first year is 1912.",
    "dangi": "The Dangi calendar of Korea; its first year is 2333 BCE.",
    "japanese": "The Japanese calendar, which counts the years of an emperor's reign.",
}

# what was interpreted, by the rule that did it
RULES = {
    "stamp": "Brackets with the label stamp, seal or postmark were read as stamps.",
    "handwriting": (
        "Brackets with a label of handwriting were read as notes by hand;"
        " words outside quotation marks in them are the transcriber's."
    ),
    "signature": "Names below the text, and reports of signatures, were read as signatures.",
    "supplied": "Words in brackets without a label were read as supplied by the translator or transcriber.",
    "name-gloss": "Words in brackets after a name were read as the translator's or transcriber's gloss.",
    "expansion": "Letters in brackets within a word were read as the expansion of an abbreviation.",
    "unclear": "Words between or before question marks in brackets were read as doubtful.",
    "illegible": "Brackets that say illegible were read as gaps.",
    "omission": "Points in brackets were read as the editor's omissions.",
    "sic": "The bracket [sic] was read as vouching for the word before it.",
    "editor": "Brackets with the label of a translator or editor were read as notes of theirs.",
    "page": "Page numbers in brackets were read as the beginning of that page.",
    "page-turn": (
        "Paragraphs that break off within a sentence and go on in the next were joined;"
        " the page turn between them is inferred."
    ),
    "unmarked-list": "Paragraphs after a colon that end in semicolons were read as the items of a list.",
    "turn": (
        "Names and roles before what is said were read as speakers,"
        " and paragraphs without such a label as going on with the turn."
    ),
    "fields": "Labels such as Participants or Agenda and what stands beside or below them were read as lists.",
    "vote": "Rows of names with how each voted were read as votes.",
    "entry": "Dates that head paragraphs and follow each other in time were read as the beginnings of a journal's entries.",
    "stage": "Remarks in brackets on what happened while people talked were read as stage directions.",
    "list": "Labels that count up or repeat were read as the labels of lists; the label's shape is kept in list/@rend.",
    "section-head": "Numbered lines without a full stop that prose follows were read as the headings of sections.",
    "head": "Titles that repeat the page's title, capitals throughout and short lines above the text were read as headings.",
    "address": "Lines above the text that begin with to or for were read as the addressee's.",
    "dateline": "Lines of nothing but a place and a date were read as datelines.",
    "distribution-list": "Numbered lines that name recipients were read as the distribution list.",
    "typist": "Short marks of figures and initials below the text were read as the typist's.",
    "production": "Lines that say who drafted, typed or printed the paper were read as notes on its production.",
    "registration": "A date and a number that follow each other below the signature were read as the entry in a register.",
    "enclosure": (
        "A line that announces an attachment was read as the note on enclosures;"
        " the text after the letter's end as the attachment."
    ),
    "columns": "Columns typed across each other were separated.",
}
