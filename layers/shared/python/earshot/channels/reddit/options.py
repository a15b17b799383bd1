"""What can be said of a Reddit account under `options` in channels.yaml."""

from typing import Annotated

from pydantic import Field

from earshot.channels.connector import Options

Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{2,24}$")]


class RedditOptions(Options):
    """What is heard beside `searches`, and who we are.

    `username` is ours where it is not the account's name, and stands in `user_agent`, without which
    Reddit slows a client down. In `subreddits` every post and comment is heard; with `moderator` we
    may remove there what others wrote. `private_subject` heads a new private message.
    """

    username: Name | None = None
    user_agent: Annotated[str, Field(min_length=8, max_length=256, pattern=r"^[ -~]+$")] | None = (
        None
    )
    mentions: bool = True
    inbox: bool = True
    subreddits: tuple[Name, ...] = ()
    moderator: bool = False
    private_subject: Annotated[str, Field(min_length=1, max_length=100)] = "About your post"
