"""What the use cases need of the world; each port has a memory and an AWS implementation."""

from earshot.ports.advice import Adviser, Consulted
from earshot.ports.outlets import Alerts, OrderedQueue, PatientQueue, Queue, Timers
from earshot.ports.published import ModelRegistry, Playbooks, Published
from earshot.ports.store import EARLY_ANSWERS, Commit, Page, Store
from earshot.ports.surroundings import Clock, Ids, Languages, Secrets

__all__ = [
    "EARLY_ANSWERS",
    "Adviser",
    "Alerts",
    "Clock",
    "Commit",
    "Consulted",
    "Ids",
    "Languages",
    "ModelRegistry",
    "OrderedQueue",
    "Page",
    "PatientQueue",
    "Playbooks",
    "Published",
    "Queue",
    "Secrets",
    "Store",
    "Timers",
]
