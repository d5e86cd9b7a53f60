"""Roles in English news and who holds them: “Ann Holm, the mayor of Port Hill” makes “the mayor” Ann Holm."""

from __future__ import annotations

import re
from typing import Final

from rashomon.attribute.reading import Reading

ROLE: Final = (
    r"[a-z’-]{0,20}(?:minister|president|chairman|chairwoman|chair|leader|director|secretary|spokesman|spokeswoman|spokesperson|chief|mayor|governor|senator|officer|inspector|"
    r"engineer|professor|analyst|lawyer|attorney|judge|manager|editor|author|founder|ambassador|commissioner|candidate|strategist|adviser|advisor|aide|economist|historian|commander|general|"
    r"premier|chancellor|prosecutor|lawmaker|activist|executive|host|reporter|correspondent|pollster)"
)
_NAME = r"(?<![\w’-])(?:[A-Z][\w’-]{1,30}\.? ){1,3}[A-Z][\w’-]{1,30}"  # bounded: one long word stays linear
_HOLDERS = (
    re.compile(rf"(?P<name>{_NAME}), (?:the|its) (?P<role>(?:[a-z’-]{{1,20}} )?{ROLE})\b(?! (?:and|said|who)\b)"),
    re.compile(rf"\b[Tt]he (?P<role>(?:[a-z’-]{{1,20}} )?{ROLE}), (?P<name>{_NAME}),"),
)


def find_roles(reading: Reading) -> dict[str, str]:
    """Phrase in small letters → the name of the only person whom the article gives that role."""
    holders: dict[str, set[str]] = {}
    for pattern in _HOLDERS:
        for match in pattern.finditer(reading.masked):
            role = match["role"]
            for phrase in {role, role.split()[-1]}:
                holders.setdefault(f"the {phrase}", set()).add(match["name"])
    return {phrase: next(iter(names)) for phrase, names in holders.items() if len(names) == 1}
