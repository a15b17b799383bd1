"""What is no mention: counted by a name, or told of a message of ours."""

from datetime import datetime

from earshot.domain.accounts import Account
from earshot.domain.notice import Notice, NoticeKind


def passed_over(account: Account, *names: object) -> Notice:
    """News of no concern, counted by its names joined with dots."""
    name = ".".join(one for one in names if isinstance(one, str) and one)
    return Notice(kind="other", channel=account.channel, account=account.account, name=name or None)


def of_ours(
    account: Account,
    kind: NoticeKind,
    *,
    platform_id: str,
    at: datetime | None,
    echo: str | None = None,
    reason: str | None = None,
) -> Notice:
    """What became of a message that we sent."""
    return Notice(
        kind=kind,
        channel=account.channel,
        account=account.account,
        at=at,
        platform_id=platform_id,
        echo=echo,
        reason=reason,
    )
