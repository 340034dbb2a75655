"""What a conversion would need of typing: NamedTuples that are defined in a third of the time, and TYPE_CHECKING."""

from __future__ import annotations

from collections import namedtuple

TYPE_CHECKING = False  # as a type checker knows it; to import typing takes two milliseconds of each start
if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:

    class _Definition(type):
        """Makes a namedtuple of a class body: fields in their order, defaults, and all else that stands there."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body["__annotations__"]
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body.pop("__module__"))
            for key, value in body.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Definition):
        """As typing.NamedTuple, less what only that has: a check of the annotations, which a type checker makes anyway."""
