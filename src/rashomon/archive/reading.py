"""The step from what came in to what is stored, as a function that any process can run on a batch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from rashomon.extract import extract_article
from rashomon.model import Page, Reason, Rejected, Version
from rashomon.outlets import Outlets
from rashomon.store import intake
from rashomon.store.intake import Prepared
from rashomon.store.packing import Packing

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
        return [self._read(item) for item in items]

    def unread(self, item: Item, why: str) -> Prepared | Rejected:
        """What stands for an item that the reading process did not survive: its bytes are kept all the same."""
        if not isinstance(item, Page):
            return Rejected(source=getattr(item, "source", ""), reason=Reason.UNREADABLE, detail=why)
        rejected = Rejected(source=item.source, reason=Reason.UNREADABLE, detail=f"the process reading it {why}")
        return intake.prepare(item, rejected, self._packing)

    def _read(self, item: Item) -> Prepared | Rejected:
        match item:
            case Rejected():
                return item
            case Version():
                return intake.prepare(intake.page_of(item, captured_at=self.now), item, self._packing)
            case Page():
                return intake.prepare(item, read_page(item, outlets=self.outlets), self._packing)


def read_page(page: Page, *, outlets: Outlets) -> Version | Rejected:
    """What the page holds, be it an outlet's page or an `article` document kept as a page."""
    if page.content_type == intake.DOCUMENT_TYPE:
        return intake.document_in(page)
    return extract_article(page, outlets=outlets)
