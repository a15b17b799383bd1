"""What a connector refuses of a reply before any call."""

from earshot.channels.capabilities import Capabilities
from earshot.domain.case import Reply
from earshot.errors import Rejected


def check_act(capabilities: Capabilities, reply: Reply) -> None:
    """Raise Rejected (`not_allowed_by_policy`) for what the channel cannot do."""
    does = "private" if reply.act == "reply" and reply.visibility == "private" else reply.act
    if does not in capabilities.does:
        raise Rejected(f"this channel cannot do {does}", kind="not_allowed_by_policy")
