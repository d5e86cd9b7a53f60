"""What the command line says of a value that it cannot take: one sentence, in this project's words."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup


class Commands(TyperGroup):
    """The commands; a wrong value is refused in words for people, not in those of the library that found it wrong."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            found = getattr(error.__cause__, "errors", None)
            if found is not None:
                error.message = "; ".join(map(told, found()))
            raise


def told(fault: dict[str, Any]) -> str:
    """One of pydantic's errors as a sentence's end: "'two' is no whole number"."""
    given, limits = fault.get("input"), fault.get("ctx", {})
    match str(fault.get("type", "")):
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return f"'{given}' is no whole number"
        case "float_parsing" | "float_type" | "finite_number":
            return f"'{given}' is no number"
        case "bool_parsing" | "bool_type":
            return f"'{given}' is neither yes nor no"
        case "greater_than_equal":
            return f"{given} is too small: {limits['ge']} or more"
        case "less_than_equal":
            return f"{given} is too large: {limits['le']} or less"
        case _:
            return str(fault.get("msg", "")).removeprefix("Value error, ").removesuffix(".")
