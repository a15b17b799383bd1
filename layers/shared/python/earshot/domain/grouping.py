"""Which mentions are one matter: the rule by which a mention joins a case that exists."""

from datetime import UTC, datetime

from pydantic import ConfigDict

from earshot.domain.case import Case
from earshot.domain.digest import digest
from earshot.domain.duration import Duration
from earshot.domain.frozen import Frozen
from earshot.domain.records import AuthorRecord

THREADS_REMEMBERED = 20
THREE_DAYS = 3 * 86_400


class Grouping(Frozen):
    """When messages of one author are one matter.

    Messages of one thread always are, and a resolved case is reopened by one for `reopen_within`
    after it was resolved. With `same_author_within` a message elsewhere also belongs to the
    author's newest case while that is younger and not resolved.
    """

    model_config = ConfigDict(extra="forbid")

    same_author_within: Duration | None = None
    reopen_within: Duration = THREE_DAYS


def case_for(
    thread: str,
    author: AuthorRecord | None,
    now: datetime,
    grouping: Grouping,
    *,
    same_author: bool = True,
) -> str | None:
    """The case that a message of this author may join; ask `may_join` once its state is known.

    `same_author` False leaves out the rule for messages elsewhere: what would make no case of its
    own is no reason to disturb one.
    """
    if author is None:
        return None
    if thread in author.threads:
        return author.threads[thread]
    within = grouping.same_author_within
    if not same_author or within is None or author.open_case is None or author.opened_at is None:
        return None
    return author.open_case if (now - author.opened_at).total_seconds() < within else None


def may_join(
    case: Case, thread: str, author: AuthorRecord | None, now: datetime, grouping: Grouping
) -> bool:
    """Whether the case that `case_for` found still takes the message, in the state it is in."""
    if case.state != "resolved" or case.resolved_at is None:
        return True
    of_the_thread = author is not None and author.threads.get(thread) == case.id
    return of_the_thread and (now - case.resolved_at).total_seconds() <= grouping.reopen_within


def remember(
    author: AuthorRecord | None,
    channel: str,
    account: str,
    author_id: str,
    *,
    thread: str,
    case_id: str,
    at: datetime,
    private: bool = False,
) -> AuthorRecord:
    """The author's record with this thread as its newest, ready to be written over the old one."""
    known = author or AuthorRecord(channel=channel, account=account, author_id=author_id)
    older = {root: case for root, case in known.threads.items() if root != thread}
    latest = list(older.items())[-(THREADS_REMEMBERED - 1) :]
    is_new = case_id != known.open_case and case_id not in known.threads.values()
    changes: dict[str, object] = {
        "revision": known.revision + 1,
        "threads": {**dict(latest), thread: case_id},
    }
    if is_new:
        changes |= {
            "cases": known.cases + 1,
            "open_case": case_id,
            "opened_at": at.astimezone(UTC),
        }
        if not private:
            changes["public_at"] = changes["opened_at"]
        if known.cases:
            changes["since"] = known.known_since
    return known.model_copy(update=changes)


def case_id(channel: str, account: str, author_id: str, thread: str, first_mention_id: str) -> str:
    """The id of the case that this message opens: the same for whoever opens it."""
    return "c" + digest(channel, account, author_id, thread, first_mention_id)
