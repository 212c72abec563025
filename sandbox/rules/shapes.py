"""Small checks to build larger ones from: strings, numbers, lists, objects.

A `Check` looks at a value and reports what is wrong there; it never raises, whatever the value. The wording
("must be less than 76 characters", "invalid additional property: x") is that of Slack's own answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sandbox.rules.problem import Spot

Check = Callable[[Any, Spot], None]


def anything(_value: Any, _at: Spot) -> None:
    """Accept every value: for what was checked already, or is free."""


def boolean(value: Any, at: Spot) -> None:
    """True or false, not a word for it."""
    if not isinstance(value, bool):
        at.refuse("not_a_boolean", "must be a boolean")


def string(name: str, longest: int | None = None, *, shortest: int = 0) -> Check:
    """Build a check of a string's length in characters: `<name>_too_long`, `<name>_empty`, `not_a_string`."""

    def check(value: Any, at: Spot) -> None:
        if not isinstance(value, str):
            at.refuse("not_a_string", "must be a string")
        elif longest is not None and len(value) > longest:
            at.refuse(f"{name}_too_long", f"must be less than {longest + 1} characters")
        elif not value and shortest:
            at.refuse(f"{name}_empty", "must be more than 0 characters")
        elif len(value) < shortest:
            at.refuse(f"{name}_too_short", f"must be more than {shortest - 1} characters")

    return check


def whole(code: str, *, least: int | None = None, most: int | None = None) -> Check:
    """Build a check of an integer and its range; a boolean is no number."""

    def check(value: Any, at: Spot) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            at.refuse(code, "must be an integer")
        elif least is not None and value < least:
            at.refuse(code, f"must be at least {least}")
        elif most is not None and value > most:
            at.refuse(code, f"must be at most {most}")

    return check


def one_of(code: str, *allowed: str) -> Check:
    """Build a check of a word from a short list."""

    def check(value: Any, at: Spot) -> None:
        if not isinstance(value, str) or value not in allowed:
            at.refuse(code, f"must be one of: {', '.join(allowed)}")

    return check


def array(name: str, of: Check, *, fewest: int = 0, most: int | None = None) -> Check:
    """Build a check of a list and each of its items: `<name>_too_many`, `<name>_empty`, `not_an_array`."""

    def check(value: Any, at: Spot) -> None:
        if not isinstance(value, list | tuple):
            at.refuse("not_an_array", "must be an array")
            return
        if most is not None and len(value) > most:
            at.refuse(f"{name}_too_many", f"no more than {most} items allowed")
        elif len(value) < fewest:
            at.refuse(f"{name}_empty", f"no less than {fewest} items allowed")
        for index, item in enumerate(value):
            of(item, at.of(index))

    return check


class Shape:
    """The check of an object: which fields it must and may have, and what holds between them.

    `required` and `optional` map a field to its check; any other field is an `unknown_property`, unless
    `others` are allowed. The checks in `also` get the whole object, and only when no field of it was
    refused: they may trust the types.
    """

    __slots__ = ("_also", "_fields", "_others", "_required")

    def __init__(
        self,
        required: Mapping[str, Check],
        optional: Mapping[str, Check] | None = None,
        *,
        also: Iterable[Check] = (),
        others: bool = False,
    ) -> None:
        """See the class."""
        self._fields = {**(optional or {}), **required}
        self._required = tuple(required)
        self._also = tuple(also)
        self._others = others

    def __call__(self, value: Any, at: Spot) -> None:
        """Check `value`, field by field."""
        if not isinstance(value, Mapping):
            at.refuse("not_an_object", "must be an object")
            return
        before = at.report.refusals
        for key, item in value.items():
            check = self._fields.get(key)
            if check is not None:
                check(item, at.of(key))
            elif not self._others:
                at.refuse("unknown_property", f"invalid additional property: {key}")
        for key in self._required:
            if key not in value:
                at.refuse("missing_field", f"missing required field: {key}")
        if at.report.refusals == before:
            for check in self._also:
                check(value, at)


def kind_of(value: Any, at: Spot) -> str | None:
    """The `type` of an object, or None after saying what is wrong with it."""
    if not isinstance(value, Mapping):
        at.refuse("not_an_object", "must be an object")
    elif "type" not in value:
        at.refuse("missing_field", "missing required field: type")
    elif not isinstance(value["type"], str):
        at.refuse("not_a_string", "must be a string")
    else:
        return str(value["type"])
    return None


def by_type(table: Mapping[str, Check], *, unknown: str) -> Check:
    """Build a check that picks another by the object's `type`; `unknown` is the code for any other type."""

    def check(value: Any, at: Spot) -> None:
        kind = kind_of(value, at)
        if kind is None:
            return
        if kind in table:
            table[kind](value, at)
        else:
            at.refuse(unknown, f"unsupported type: {kind}")

    return check
