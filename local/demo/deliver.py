"""Deliver posts to the webhooks as platforms do: signed, in order, repeated on 5xx."""

import json
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

import requests

from earshot.channels import signing
from local.demo.timeline import ACCOUNT, Post

TIMEOUT_S = 30
TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The platforms' side; `secrets` sign by channel, `delivered` is told how many went out."""

    api_url: str
    secrets: dict[str, str]
    delivered: Callable[[int], None]

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
        body = json.dumps({"mentions": post.events}, ensure_ascii=False).encode()
        message_id = f"msg_{uuid4().hex}"
        url = f"{self.api_url}/webhooks/{post.channel}/{ACCOUNT}"
        answer = None
        for attempt in range(TRIES):
            headers = signing.sign(
                signing.keys([self.secrets[post.channel]]),
                message_id=message_id,
                at=datetime.now(UTC),
                body=body,
            )
            answer = session.post(url, data=body, headers=headers, timeout=TIMEOUT_S)
            if answer.ok:
                return
            if answer.status_code < 500:
                break
            time.sleep(0.5 * 2**attempt)
        said = f"{answer.status_code} {answer.text[:200]}" if answer is not None else "nothing"
        raise RuntimeError(f"webhook of {post.channel} answered {said}")
