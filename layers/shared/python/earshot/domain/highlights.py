"""Praise that a clause hands to a team: which mentions those are, and who gets them."""

from typing import NamedTuple

from earshot.domain.mention import Visibility, hash_text
from earshot.domain.playbook import Playbook
from earshot.domain.records import MentionRecord

NOT_FOR_ALL: frozenset[Visibility] = frozenset({"followers", "private"})
"""Who may read such a post was chosen by its author, and another team was not."""


class Receiver(NamedTuple):
    """Whose list a mention is on."""

    brand: str
    team: str


def receiver(record: MentionRecord) -> Receiver | None:
    """Whom the mention is handed to; None where there is nothing to pass on.

    What was deleted or kept out is not passed on, nor what was not said to everybody, nor words
    that have changed since anybody decided that they are praise.
    """
    decision = record.decision
    if decision is None or decision.get("act") != "amplify" or record.deleted or record.filtered:
        return None
    if record.mention.visibility in NOT_FOR_ALL:
        return None
    judged = decision.get("basis", {}).get("words")
    if judged is not None and judged != hash_text(record.mention.text):
        return None
    return Receiver(decision["brand"], decision["team"])


def praised_teams(playbook: Playbook) -> set[str]:
    """Every team that a clause may hand praise to: its own, else a topic's, else the default."""
    clauses = [clause for clause in playbook.clauses if clause.act == "amplify"]
    teams = {clause.team for clause in clauses if clause.team}
    if all(clause.team for clause in clauses):
        return teams
    owners = {topic.team for topic in playbook.taxonomy.topics.values() if topic.team}
    return teams | owners | {playbook.default_team}


def wants_alert(record: MentionRecord) -> bool:
    """Whether its clause wants somebody told of the mention, and it is news that still stands."""
    decision = record.decision
    told = bool(decision and decision.get("alert")) and not record.history
    return told and receiver(record) is not None
