"""Why a mention was treated as it was, and how another version of the playbook would treat it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from earshot.domain.basis import Basis, basis_of, decide_again
from earshot.domain.caller import Caller
from earshot.domain.classify import classify
from earshot.domain.highlights import receiver
from earshot.domain.judgement import Classification, Decision
from earshot.domain.mention import MentionKey
from earshot.domain.playbook import Playbook
from earshot.domain.records import MentionRecord
from earshot.errors import Hidden, Unknown
from earshot.ports import Playbooks, Store

Again = Literal["same", "different", "words_changed", "not_kept", "playbook_gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One playbook's judgement of a mention; `differs` names the fields unlike the recorded one."""

    playbook: str
    understood: Classification
    decision: Decision
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A mention's record; the recorded decision made again, if `again` says so; another's."""

    record: MentionRecord
    again: Again
    recorded: Judgement | None
    other: Judgement | None


def why(
    store: Store, playbooks: Playbooks, who: Caller, key: MentionKey, other: str | None
) -> Explained:
    """Read a mention's decision, and make it again by its own playbook and by `other`.

    The recorded decision is made again on the recorded labels, the other one on labels by its own
    subjects and cues. Raise Unknown when there is no such mention for the caller, or no such
    version.
    """
    record = _shown(store, who, key)
    basis = basis_of(record)
    again, recorded = _recorded(playbooks, record, basis)
    judged = None
    if other is not None:
        if basis is None:
            raise Unknown("the decision cannot be made anew: what it was made on is gone")
        playbook = playbooks.version(other)
        judged = _judge(record, classify(record.mention, playbook), basis, playbook)
    return Explained(record=record, again=again, recorded=recorded, other=judged)


def _shown(store: Store, who: Caller, key: MentionKey) -> MentionRecord:
    """The mention, if the caller sees its case, or works where it was decided to belong.

    Praise out of a case belongs to both.
    """
    missing = f"no mention {key.id} of {key.channel}/{key.account}"
    record = store.mention(key)
    if record is None or record.decision is None:
        raise Unknown(f"{missing} was decided about")
    case = store.case(record.case_id) if record.case_id else None
    decision = Decision.from_dict(record.decision)
    belongs = who.in_brand(decision.brand) and who.in_team(decision.team)
    handed = belongs and (case is None or receiver(record) is not None)
    if not handed and not (case and who.sees(case)):
        raise Hidden(missing, caller=who.id, thing=key.id)
    return record


def _recorded(
    playbooks: Playbooks, record: MentionRecord, basis: Basis | None
) -> tuple[Again, Judgement | None]:
    recorded = record.decision or {}
    if basis is None:
        return ("words_changed" if "basis" in recorded else "not_kept"), None
    try:
        playbook = playbooks.version(recorded["playbook"])
    except Unknown:
        return "playbook_gone", None
    understood = Classification.from_dict(record.classification or {})
    judged = _judge(record, understood, basis, playbook)
    return ("different" if judged.differs else "same"), judged


def _judge(
    record: MentionRecord, understood: Classification, basis: Basis, playbook: Playbook
) -> Judgement:
    decision = decide_again(record, understood, basis, playbook)
    return Judgement(
        playbook=playbook.stamp,
        understood=understood,
        decision=decision,
        differs=tuple(_differing(record, decision)),
    )


def _differing(record: MentionRecord, decision: Decision) -> Iterable[str]:
    recorded, made = record.decision or {}, decision.as_dict()
    for name in made:
        if name not in ("playbook", "classifier") and made[name] != recorded.get(name, made[name]):
            yield name
