"""Keep collecting: subscriptions, schedules, and the runner that works through what is due."""

from rashomon.capture.watching.inbox import open_ledger, take_inbox
from rashomon.capture.watching.ledger import JournalLedger, MemoryLedger
from rashomon.capture.watching.schedule import WatchSettings
from rashomon.capture.watching.subscribing import find_lists, subscribe, subscriptions, unsubscribe
from rashomon.capture.watching.tasks import HostRecord, Ledger, Task, TaskKind, TaskState
from rashomon.capture.watching.watcher import Round, Watcher, failed_tasks, retry

__all__ = [
    "HostRecord",
    "JournalLedger",
    "Ledger",
    "MemoryLedger",
    "Round",
    "Task",
    "TaskKind",
    "TaskState",
    "WatchSettings",
    "Watcher",
    "failed_tasks",
    "find_lists",
    "open_ledger",
    "retry",
    "subscribe",
    "subscriptions",
    "take_inbox",
    "unsubscribe",
]
