"""What an account's options widen or narrow is what the desk is told and held to."""

from datetime import timedelta
from typing import Any

import pytest

from earshot import channels
from earshot.channels.capabilities import Capabilities
from earshot.domain.accounts import Account
from local.memory import MemorySecrets


def can(connector: str, **options: Any) -> Capabilities:
    account = Account(
        brand="acme", channel="c", account="acmehelp", connector=connector, options=options
    )
    found = channels.connector_class(connector).able(account)
    assert channels.answering(account, MemorySecrets()).capabilities == found
    return found


def test_a_paid_account_of_x_writes_longer_posts() -> None:
    (usual,) = can("x", user_id="7").public
    (paid,) = can("x", user_id="7", text_limit=4000).public
    assert (usual.most, paid.most) == (280, 4000)
    assert paid.unit == usual.unit == "weighted characters"
    assert paid.count("語") == 2


def test_a_forum_says_how_long_its_posts_may_be() -> None:
    found = can("discourse", longest=500)
    assert [limit.most for limit in (*found.public, *found.private)] == [500, 500]


def test_only_a_moderator_of_a_subreddit_can_hide() -> None:
    assert can("reddit").does == {"reply", "private", "delete"}
    assert can("reddit", moderator=True).does == {"reply", "private", "delete", "hide"}


@pytest.mark.parametrize("connector", ["facebook", "instagram"])
def test_people_may_answer_longer_where_the_app_has_the_feature(connector: str) -> None:
    assert can(connector).private_window == timedelta(days=1)
    assert can(connector, human_agent=True).private_window == timedelta(days=7)


def test_options_that_are_wrong_stop_nobody_from_asking_what_the_channel_can() -> None:
    account = Account(brand="acme", channel="x", account="a", connector="x", options={"id": 7})
    found = channels.answering(account, MemorySecrets())
    assert found.capabilities == channels.connector_class("x").capabilities
