"""Who a reply names: a Mastodon-API server tells of it whom the text names, and nobody else."""

import re

from earshot.channels import shapes

MENTION = re.compile(r"@([\w.-]+)(@[\w.:-]+)?")


def addressed(text: str, acct: str) -> str:
    """The text with its addressee in front, unless it names them already."""
    named = {found.group(0)[1:].lower().rstrip(".-:") for found in MENTION.finditer(text)}
    if acct.lower() in named or ("@" not in acct and _local(named, acct)):
        return text
    return f"@{acct} {text}"


def words(text: str) -> str:
    """The text without what a server changes: spacing, and how it shows the people named."""
    return shapes.words(MENTION.sub(" ", text))


def _local(named: set[str], acct: str) -> bool:
    return any(name.partition("@")[0] == acct.lower() for name in named)
