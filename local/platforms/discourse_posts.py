"""The users, topics and posts of the fake forum."""

import html
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

# What a webhook tells of a post beside what a listing does.
FIRST_USER, FIRST_TOPIC, FIRST_POST = 70, 250, 7_000


def stamp(at: datetime) -> str:
    """A time as Discourse writes it."""
    written = at.astimezone(UTC).isoformat(timespec="milliseconds")
    return written.replace("+00:00", "Z")


class Forum:
    """What was written; ids count up as they do in the database of a real one."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._users: dict[str, int] = {}
        self.topics: dict[int, dict[str, Any]] = {}
        self.posts: dict[int, dict[str, Any]] = {}

    def user(self, name: str) -> int:
        """The id of a user, who signs up with the first call."""
        return self._users.setdefault(name, FIRST_USER + len(self._users))

    def topic(
        self, *, private: bool = False, title: str = "Late orders", by: int, to: str = "acmehelp"
    ) -> dict[str, Any]:
        """A new topic, still without a post."""
        identifier = FIRST_TOPIC + len(self.topics)
        self.topics[identifier] = {
            "id": identifier,
            "title": title,
            "slug": "late-orders",
            "archetype": "private_message" if private else "regular",
            "closed": False,
            "archived": False,
            "begun_by": by,
            "created_at": stamp(self._now()),
            "bumped_at": stamp(self._now()),
            "details": {"allowed_users": [{"username": to}] if private else []},
        }
        return self.topics[identifier]

    def write(
        self,
        topic: int,
        user: int,
        raw: str,
        *,
        answers: int | None = None,
        at: datetime | None = None,
    ) -> dict[str, Any]:
        """A new post at the end of a topic."""
        name = next(name for name, one in self._users.items() if one == user)
        identifier, written = FIRST_POST + len(self.posts), stamp(at or self._now())
        self.topics[topic]["bumped_at"] = written
        self.posts[identifier] = {
            "id": identifier,
            "name": name.title(),
            "username": name,
            "user_id": user,
            "created_at": written,
            "updated_at": written,
            "raw": raw,
            "cooked": f"<p>{html.escape(raw)}</p>",
            "post_number": sum(post["topic_id"] == topic for post in self.posts.values()) + 1,
            "post_type": 1,
            "reply_count": 0,
            "reply_to_post_number": answers,
            "topic_id": topic,
            "topic_slug": self.topics[topic]["slug"],
            "category_id": 9,
            "version": 1,
            "hidden": False,
            "deleted_at": None,
            "user_deleted": False,
            "actions_summary": [],
        }
        return self.posts[identifier]

    def edit(self, identifier: int, raw: str) -> None:
        """Its author changes a post."""
        post = self.posts[identifier]
        changed = {
            "raw": raw,
            "cooked": f"<p>{html.escape(raw)}</p>",
            "updated_at": stamp(self._now()),
        }
        post |= {**changed, "version": post["version"] + 1}

    def delete(self, identifier: int) -> None:
        """Somebody of the staff, or its author, takes a post away."""
        self.posts[identifier]["deleted_at"] = stamp(self._now())

    def withdraw(self, identifier: int) -> None:
        """Its author takes a post away: it stays for a day, without what it said."""
        self.edit(identifier, "(post deleted by author)")
        self.posts[identifier]["user_deleted"] = True

    def alive(self) -> list[dict[str, Any]]:
        """All that is not deleted, oldest first."""
        return [post for post in self.posts.values() if not post["deleted_at"]]

    def of_topic(self, topic: int) -> list[dict[str, Any]]:
        """Its posts, oldest first."""
        return [post for post in self.alive() if post["topic_id"] == topic]

    def is_private(self, post: dict[str, Any]) -> bool:
        """Whether it lies in a private message."""
        return bool(self.topics[post["topic_id"]]["archetype"] == "private_message")

    def shown(self, post: dict[str, Any], *, raw: bool = True) -> dict[str, Any]:
        """As the API shows it."""
        return post if raw else {name: value for name, value in post.items() if name != "raw"}

    def hooked(self, identifier: int) -> dict[str, Any]:
        """As a webhook tells of it."""
        post = self.posts[identifier]
        topic = self.topics[post["topic_id"]]
        url = f"/t/{topic['slug']}/{topic['id']}/{post['post_number']}"
        told = {"topic_title": topic["title"], "topic_archetype": topic["archetype"]}
        return {**post, **told, "post_url": url, "staff": False, "trust_level": 1}
