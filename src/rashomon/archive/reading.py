"""The step from what came in to what is stored, as a function that any process can run on a batch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from rashomon.extract import extract_article
from rashomon.model import Page, Reason, Rejected, Version
from rashomon.outlets import Outlets
from rashomon.store import preparing
from rashomon.store.packing import Packing
from rashomon.store.preparing import Prepared

Item = Page | Version | Rejected


@dataclass(kw_only=True)
class Reader:
    """Reads items with one set of outlets and one dictionary; `dictionary` is its number and data, if there is one."""

    dictionary: tuple[int | None, bytes]
    now: datetime  # when documents that do not say so were captured
    outlets: Outlets

    @cached_property
    def _packing(self) -> Packing:
        return Packing(*self.dictionary)

    def read(self, items: list[Item]) -> list[Prepared | Rejected]:
        """Each item ready to be stored, in order; a rejection without a page stays what it is."""
        read = [self._read(item) for item in items if not isinstance(item, Rejected)]
        prepared = iter(preparing.prepare(read, self._packing))
        return [item if isinstance(item, Rejected) else next(prepared) for item in items]

    def unread(self, item: Item, why: str) -> Prepared | Rejected:
        """What stands for an item that the reading process did not survive: its bytes are kept all the same."""
        if not isinstance(item, Page):
            return Rejected(source=getattr(item, "source", ""), reason=Reason.UNREADABLE, detail=why)
        rejected = Rejected(source=item.source, reason=Reason.UNREADABLE, detail=f"the process reading it {why}")
        return preparing.prepare([(item, rejected)], self._packing)[0]

    def _read(self, item: Page | Version) -> tuple[Page, Version | Rejected]:
        """The item as a page, and what it was read as."""
        if isinstance(item, Version):
            return preparing.page_of(item, captured_at=self.now), item
        return item, read_page(item, outlets=self.outlets)


def read_page(page: Page, *, outlets: Outlets) -> Version | Rejected:
    """What the page holds, be it an outlet's page or an `article` document kept as a page."""
    if page.content_type == preparing.DOCUMENT_TYPE:
        return preparing.document_in(page)
    return extract_article(page, outlets=outlets)
