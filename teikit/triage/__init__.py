"""Triage: which of all findings are new, which are meant to be, and which files they are looked for in."""
