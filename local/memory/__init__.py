"""Memory implementations of every port: real ones, held to the same contract as those on AWS."""

from local.memory.effects import Alert, MemoryAlerts, MemoryOrderedQueue, MemoryQueue, MemoryTimers
from local.memory.inputs import FixedClock, MemorySecrets, NumberedIds, Pinned
from local.memory.store import MemoryStore

__all__ = [
    "Alert",
    "FixedClock",
    "MemoryAlerts",
    "MemoryOrderedQueue",
    "MemoryQueue",
    "MemorySecrets",
    "MemoryStore",
    "MemoryTimers",
    "NumberedIds",
    "Pinned",
]
