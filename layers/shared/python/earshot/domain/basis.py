"""What a decision was made on besides words, labels and playbook, so that it can be made again."""

from datetime import datetime
from typing import Any

from pydantic import AwareDatetime

from earshot.domain.accounts import Account
from earshot.domain.decide import decide
from earshot.domain.frozen import Frozen
from earshot.domain.judgement import Classification, Decision
from earshot.domain.mention import Mention, hash_text
from earshot.domain.playbook import Playbook
from earshot.domain.records import AuthorRecord, MentionRecord


class Basis(Frozen):
    """`at` is when it was decided, `words` stands for the text, `author` for what was known.

    Of the author's threads only the mention's own is kept, since no other is looked at.
    """

    at: AwareDatetime
    words: str
    author: AuthorRecord | None = None
    never_respond: bool = False


def kept(
    decision: Decision, mention: Mention, author: AuthorRecord | None, site: Account, at: datetime
) -> dict[str, Any]:
    """The decision as a record holds it, with what it was made on."""
    if author is not None:
        own = {t: case for t, case in author.threads.items() if t == mention.thread}
        author = author.model_copy(update={"threads": own})
    basis = Basis(
        at=at, words=hash_text(mention.text), author=author, never_respond=site.never_respond
    )
    return {
        **decision.as_dict(),
        "basis": basis.model_dump(mode="json", exclude_defaults=True),
    }


def basis_of(record: MentionRecord) -> Basis | None:
    """What the recorded decision was made on; None where the words have changed or gone since.

    Decisions from before this was kept have none either.
    """
    kept_basis = (record.decision or {}).get("basis")
    if kept_basis is None:
        return None
    basis = Basis.model_validate(kept_basis)
    return basis if basis.words == hash_text(record.mention.text) else None


def decide_again(
    record: MentionRecord, understood: Classification, basis: Basis, playbook: Playbook
) -> Decision:
    """What a playbook decides on the same facts, with the reasons that earlier clauses gave."""
    recorded = Decision.from_dict(record.decision or {})
    mention = record.mention
    site = Account(
        brand=recorded.brand,
        channel=mention.channel,
        account=mention.account,
        connector="generic",  # decisions do not look at it
        mode=recorded.mode,
        never_respond=basis.never_respond,
    )
    return decide(
        mention,
        understood,
        basis.author,
        site,
        playbook,
        basis.at,
        recent=recorded.recent,
        explain=True,
    )
