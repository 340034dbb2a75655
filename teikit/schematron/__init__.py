"""An ISO Schematron engine: rules in files or in RELAX NG schemas, with XPath of every version, without XSLT."""

from teikit.schematron.errors import Finding, SchematronError
from teikit.schematron.schema import DEFAULT, Schematron

__all__ = ["DEFAULT", "Finding", "Schematron", "SchematronError"]
