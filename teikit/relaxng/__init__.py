"""A RELAX NG engine: schemas in XML syntax, every error of a document with its line and column."""

from teikit.relaxng.errors import Finding, SchemaError
from teikit.relaxng.schema import Schema

__all__ = ["Finding", "Schema", "SchemaError"]
