"""The guard over personal data in both directions: what we may say, and what whom is shown."""

from collections.abc import Collection, Iterable

from earshot.domain.caller import Caller
from earshot.domain.case import Case
from earshot.domain.judgement import Span
from earshot.domain.mention import Visibility
from earshot.domain.pii import find, mask
from earshot.domain.playbook.chapters import Privacy

NEVER = frozenset({"card", "iban", "national_id", "credential"})
"""Kinds that belong into no message, not even a private one, and that nobody is ever shown."""
NOT_IN_PUBLIC = NEVER | {"email", "phone", "date_of_birth"}
"""A date of birth stands here because an answer shows whom it answers: a date and a name."""
LEAST_DIGITS = 7


def exposed(text: str, visibility: Visibility, own: Iterable[str] = ()) -> tuple[Span, ...]:
    """The personal data in words of ours that whoever would read them may not be told.

    All that is not private is public. `own` are telephone numbers, mail addresses (or
    `@our.domain`) and account numbers that we publish ourselves.
    """
    kinds = NEVER if visibility == "private" else NOT_IN_PUBLIC
    found = [span for span in find(text) if span.kind in kinds]
    if not found:
        return ()
    ours = [_bare(contact) for contact in own]
    return tuple(span for span in found if not _is_ours(text[span.start : span.end], ours))


def hidden_from(who: Caller, case: Case | None, privacy: Privacy) -> frozenset[str]:
    """The kinds that a caller is not shown in a case, or in a mention of none.

    What is `unshown` is hidden from everybody. `mask` is shown to who holds the case, since they
    need it to help, and to supervisors and admins, who answer for it.
    """
    may_see = who.leads or (case is not None and case.agent == who.agent)
    return unshown(privacy) if may_see else unshown(privacy).union(privacy.mask)


def unshown(privacy: Privacy) -> frozenset[str]:
    """The kinds that nobody is shown: those of NEVER, and what the playbook adds to them."""
    return NEVER.union(privacy.redact)


def redacted(text: str | None, kinds: Collection[str], recorded: Iterable[Span] = ()) -> str | None:
    """The text with its personal data of these kinds named instead of shown: `call [phone]`.

    Looked for anew each time: an edited post may hold what the first one did not. `recorded` is
    what else is known to be in this very text, as what a paid service found.
    """
    if not text:
        return text
    return mask(text, of_kinds([*find(text), *recorded], kinds))


def of_kinds(spans: Iterable[Span], kinds: Collection[str]) -> list[Span]:
    """Those of these kinds; `any` is every kind."""
    return [span for span in spans if "any" in kinds or span.kind in kinds]


def _bare(written: str) -> str:
    """A contact without the ways of writing it: digits of a number, small letters of the rest."""
    small = written.casefold().strip()
    if "@" in small:
        return small
    kept = "".join(filter(str.isalnum, small))
    return kept.lstrip("0") if kept.isdigit() else kept


def _is_ours(value: str, ours: list[str]) -> bool:
    """The same, or a number of ours with or without its country, or an address at our domain."""
    bare = _bare(value)
    return any(
        bare == own
        or (own.startswith("@") and bare.endswith(own))
        or (_is_number(bare) and _is_number(own) and _same_number(bare, own))
        for own in ours
    )


def _is_number(bare: str) -> bool:
    return bare.isdigit() and len(bare) >= LEAST_DIGITS


def _same_number(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)
