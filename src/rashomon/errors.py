"""Every exception of Rashomon.

    RashomonError                something failed; carries its subject (URL, path or id)
    ├── UsageError               the request itself is wrong (exit code 2)
    ├── CaptureError             a page could not be read or fetched
    │   └── AddressRefused       the network it leads to is not allowed
    ├── ArchiveError             the archive cannot be used
    │   ├── NotAnArchive         the file is something else
    │   ├── NewerArchive         written by a newer version of Rashomon
    │   └── ArchiveBusy          another process is writing
    ├── NotFound                 no such article, story or version
    ├── PublishError             an edition could not be written
    └── RunError                 a run over many shards could not be brought to its end

A page without an article is no error: it is a `Rejected` (see `rashomon.model`).
"""

from __future__ import annotations


class RashomonError(Exception):
    """Root of all errors; `subject` names what failed, `str()` gives one sentence for a person."""

    def __init__(self, subject: str, message: str) -> None:
        super().__init__(subject, message)
        self.subject = subject
        self.message = message

    def __str__(self) -> str:
        return f"{self.subject}: {self.message}"


class UsageError(RashomonError):
    """The request itself is wrong."""


class CaptureError(RashomonError):
    """A page could not be read or fetched."""


class AddressRefused(CaptureError):
    """The address leads to a network that capturing may not reach."""


class ArchiveError(RashomonError):
    """The archive cannot be used."""


class NotAnArchive(ArchiveError):
    """The file or database is something other than a Rashomon archive."""


class NewerArchive(ArchiveError):
    """The archive was written by a newer version of Rashomon."""


class ArchiveBusy(ArchiveError):
    """Another process is writing to the archive."""


class NotFound(RashomonError):
    """The archive holds no article, story or version of that id."""


class PublishError(RashomonError):
    """An edition could not be written."""


class RunError(RashomonError):
    """A run over many shards could not be brought to its end."""
