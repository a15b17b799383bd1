"""What can be said of a Discourse account under `options` in channels.yaml."""

from typing import Annotated

from pydantic import Field

from earshot.channels.connector import Options

Length = Annotated[int, Field(ge=1, le=1_000_000)]


class DiscourseOptions(Options):
    """Which posts are heard, and the limits that are settings of the site.

    A post is heard when it names one of `usernames` (else the account's name) or quotes or answers
    them, when it lies in one of `categories`, or wherever it is with `everywhere`; private messages
    always, with `private_messages` by polling too. `restricted_categories` are those that not
    everybody can read. `private_title` heads a new private message.
    """

    usernames: tuple[Annotated[str, Field(min_length=1, max_length=60)], ...] = ()
    categories: tuple[int, ...] = ()
    everywhere: bool = False
    private_messages: bool = True
    restricted_categories: tuple[int, ...] = ()
    shortest: Length = 20
    shortest_private: Length = 10
    longest: Length = 32_000
    private_title: Annotated[str, Field(min_length=15, max_length=255)] = (
        "About your post in our forum"
    )
