"""Who a reply names: a Mastodon-API server tells of it whom the text names, and nobody else."""

import re

from earshot.channels import shapes

# What ends a sentence belongs to no name.
MENTION = re.compile(r"@[\w.-]*\w(?:@[\w.:-]*\w)?")


def addressed(text: str, acct: str, host: str) -> str:
    """The text with its addressee in front, unless it names them already.

    `host` is the server's own, which the name of its own people may leave out.
    """
    named = {found.group(0)[1:].lower() for found in MENTION.finditer(text)}
    names = {acct, acct if "@" in acct else f"{acct}@{host}"}
    return text if any(one.lower() in named for one in names) else f"@{acct} {text}"


def words(text: str) -> str:
    """The text without what a server changes: spacing, and how it shows the people named."""
    return shapes.words(MENTION.sub(" ", text))
