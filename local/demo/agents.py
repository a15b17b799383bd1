"""Scripted agents: they work their team's queue through the REST API, as a frontend would."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event as Flag
from typing import Any
from uuid import uuid4

import requests

TIMEOUT_S = 20
PAUSE_S = 0.4
TRIES = 5

SENTENCES = (
    "Thank you for telling us. I have looked into it and {next}.",
    "I am sorry about this. From what I can see here, {next}.",
    "That should not happen. I have taken it over, and {next}.",
    "Good question! {Next}.",
    "Thanks for your patience; {next}.",
)
STEPS = (
    "our workshop will get back to you today",
    "a replacement is on its way to you",
    "the refund leaves us this afternoon",
    "the fix is in the next release of the app",
    "you will find the steps under Help in the app",
    "our colleagues at the depot are searching for the parcel",
    "we have reset the hub's link, please try again",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The REST API, seen by one logged-in person; `asked` counts the requests by method."""

    api_url: str
    token: str
    session: requests.Session = field(default_factory=requests.Session)
    asked: Counter[str] = field(default_factory=Counter)

    def get(self, path: str, **params: Any) -> dict[str, Any]:
        self.asked["GET"] += 1
        answer = self.session.get(
            f"{self.api_url}{path}", params=params, headers=self._who(), timeout=TIMEOUT_S
        )
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found

    def post(self, path: str, body: dict[str, Any], *, version: int) -> requests.Response:
        """A write: with a key of its own and the version of the case it was decided on."""
        self.asked["POST"] += 1
        headers = {**self._who(), "Idempotency-Key": uuid4().hex, "If-Match": f'"{version}"'}
        return self.session.post(
            f"{self.api_url}{path}", json=body, headers=headers, timeout=TIMEOUT_S
        )

    def _who(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


@dataclass(slots=True, kw_only=True)
class Agent:
    """One agent of one team. `done` counts what they did, and what they were told instead."""

    desk: Desk
    team: str
    chance: random.Random
    worked: Callable[[], None]
    done: Counter[str] = field(default_factory=Counter)

    def work(self, stop: Flag) -> None:
        """Take the most urgent case of the queue, again and again, until told to stop."""
        while not stop.is_set():
            waiting = self.desk.get(f"/v1/queues/{self.team}/cases", limit=5)["cases"]
            if not waiting:
                stop.wait(PAUSE_S)
            for case in waiting[:1]:
                self._work_on(case)

    def _work_on(self, case: dict[str, Any]) -> None:
        version = self._ask(case, "claim", {}, case["version"])
        if version is None:
            return
        self.worked()
        choice = self.chance.random()
        if choice < 0.05:
            self._ask(case, "release", {}, version)
        elif choice < 0.10:
            self._ask(case, "notes", {"text": "Asked the depot; they call back."}, version)
        elif choice < 0.15:
            until = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
            self._ask(case, "snooze", {"until": until}, version)
        else:
            self._answer(case, version)

    def _answer(self, case: dict[str, Any], version: int) -> None:
        step = self.chance.choice(STEPS)
        text = self.chance.choice(SENTENCES).format(next=step, Next=step[0].upper() + step[1:])
        replied = self._ask(case, "replies", {"text": text, "repeat": True}, version)
        if replied is not None and self.chance.random() < 0.5:
            self._ask(case, "resolve", {"resolution": "solved"}, replied)

    def _ask(
        self, case: dict[str, Any], verb: str, body: dict[str, Any], version: int
    ) -> int | None:
        """The case's version after the request, or None when the API says no.

        A case moves on by itself: a mention comes in, a clock breaches, a reply is sent. Who wrote
        against an older version reads the case again and asks again.
        """
        for _ in range(TRIES):
            answer = self.desk.post(f"/v1/cases/{case['id']}/{verb}", body, version=version)
            self.done[verb if answer.ok else f"{verb}: {answer.status_code}"] += 1
            if answer.ok and "ETag" in answer.headers:
                return int(answer.headers["ETag"].strip('"'))
            if answer.ok:
                return int(self.desk.get(f"/v1/cases/{case['id']}")["version"])
            if answer.status_code != requests.codes.precondition_failed:
                return None
            version = int(self.desk.get(f"/v1/cases/{case['id']}")["version"])
        return None
