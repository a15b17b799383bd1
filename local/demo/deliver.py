"""Deliver posts to the webhooks as platforms do: signed, in order, repeated on 5xx."""

import json
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import uuid4

import requests

from earshot.channels import signing
from local.demo.timeline import ACCOUNT, Event, Post
from local.platforms import meta_pushes

TIMEOUT_S = 30
TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The platforms' side; `secrets` sign by channel, `delivered` is told how many went out.

    `by_meta` writes the body for those channels that push in Meta's way.
    """

    api_url: str
    secrets: dict[str, str]
    delivered: Callable[[int], None]
    by_meta: Mapping[str, Callable[[Sequence[Event]], bytes]] = field(default_factory=dict)

    def deliver(self, posts: Sequence[Post]) -> int:
        """Make every post when it is due, all channels side by side; return the events delivered.

        RuntimeError when a post is refused: a demo that goes on would show wrong numbers.
        """
        by_channel: dict[str, list[Post]] = defaultdict(list)
        for post in posts:
            by_channel[post.channel].append(post)
        with ThreadPoolExecutor(max_workers=max(1, len(by_channel))) as pool:
            return sum(pool.map(self._one_after_another, by_channel.values()))

    def _one_after_another(self, posts: Sequence[Post]) -> int:
        number = 0
        with requests.Session() as session:
            for post in posts:
                time.sleep(max(0.0, (post.due - datetime.now(UTC)).total_seconds()))
                self._post(session, post)
                number += len(post.events)
                self.delivered(len(post.events))
        return number

    def _post(self, session: requests.Session, post: Post) -> None:
        body, sign = self._written(post)
        url = f"{self.api_url}/webhooks/{post.channel}/{ACCOUNT}"
        answer = None
        for attempt in range(TRIES):
            answer = session.post(url, data=body, headers=sign(), timeout=TIMEOUT_S)
            if answer.ok:
                return
            if answer.status_code < 500:
                break
            time.sleep(0.5 * 2**attempt)
        said = f"{answer.status_code} {answer.text[:200]}" if answer is not None else "nothing"
        raise RuntimeError(f"webhook of {post.channel} answered {said}")

    def _written(self, post: Post) -> tuple[bytes, Callable[[], dict[str, str]]]:
        """The body of a post, and what signs it anew for each try."""
        secret = self.secrets[post.channel]
        if write := self.by_meta.get(post.channel):
            body = write(post.events)
            return body, lambda: meta_pushes.signed(body, secret)
        body = json.dumps({"mentions": post.events}, ensure_ascii=False).encode()
        name = f"msg_{uuid4().hex}"
        keys = signing.keys([secret])
        return body, lambda: signing.sign(keys, message_id=name, at=datetime.now(UTC), body=body)
