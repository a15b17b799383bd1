"""The organisation's policy: what each kind of mention deserves, who answers, how soon."""

from earshot.domain.playbook.assignment import Assignment, Weighing
from earshot.domain.playbook.chapters import (
    Brand,
    PriorityFactor,
    Rung,
    Site,
    Taxonomy,
    Team,
    Template,
    Topic,
)
from earshot.domain.playbook.clause import Clause
from earshot.domain.playbook.conditions import When
from earshot.domain.playbook.playbook import Playbook, compiled, load

__all__ = [
    "Assignment",
    "Brand",
    "Clause",
    "Playbook",
    "PriorityFactor",
    "Rung",
    "Site",
    "Taxonomy",
    "Team",
    "Template",
    "Topic",
    "Weighing",
    "When",
    "compiled",
    "load",
]
