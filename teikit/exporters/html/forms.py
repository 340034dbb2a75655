"""The form of each element in HTML."""

from __future__ import annotations

from teikit.exporters.html.blocks import BLOCK_FORMS
from teikit.exporters.html.lists import LIST_FORMS
from teikit.exporters.html.phrases import PHRASE_FORMS
from teikit.exporters.html.writer import Form

FORMS: dict[str, Form] = {**PHRASE_FORMS, **BLOCK_FORMS, **LIST_FORMS}
