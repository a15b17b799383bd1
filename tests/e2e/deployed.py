"""The deployed stack as the tests see it: from the outside, as platforms, people and operators."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
import requests

from earshot.domain.accounts import Accounts
from earshot.domain.case import Case, CaseEvent
from earshot.domain.records import Counts
from earshot.store.census import Record, census
from earshot.store.dynamo import DynamoStore
from earshot.store.items import HourCounts
from local.demo.people import Person, cognito, enrol
from tests.e2e.published import content_of
from tests.e2e.waiting import eventually
from tests.webhooks import signed

ROOT = Path(__file__).resolve().parent.parent.parent
TIMEOUT_S = 30

Json = dict[str, Any]


def earshot(*arguments: str, home: Path, status: int = 0) -> str:
    """What the `earshot` command says on its stdout, with a local AWS of its own in `home`."""
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", *arguments],
        cwd=ROOT,
        env={**os.environ, "EARSHOT_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def mention(text: str, **over: Any) -> Json:
    """Something that somebody new says now, in the form of the generic webhook."""
    name = uuid4().hex[:12]
    return {
        "id": f"m-{name}",
        "channel": "generic",
        "account": "acmehelp",
        "author": {"id": f"a-{name}", "handle": f"ann_{name[:6]}"},
        "text": text,
        "created_at": datetime.now(UTC).isoformat(),
        **over,
    }


@dataclass(frozen=True)
class Desk:
    """The REST API, seen by one logged-in person (or by nobody, without a token)."""

    api: str
    token: str | None

    def get(self, path: str, **params: Any) -> requests.Response:
        url = f"{self.api}{path}"
        return requests.get(url, params=params, headers=self._who(), timeout=TIMEOUT_S)

    def post(
        self, path: str, body: Json | None = None, *, version: int | None = None, key: str = ""
    ) -> requests.Response:
        headers = {**self._who(), "Idempotency-Key": key or uuid4().hex}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        url = f"{self.api}{path}"
        return requests.post(url, json=body or {}, headers=headers, timeout=TIMEOUT_S)

    def put(self, path: str, body: Json) -> requests.Response:
        return requests.put(f"{self.api}{path}", json=body, headers=self._who(), timeout=TIMEOUT_S)

    def case(self, case_id: str) -> Json:
        answer = self.get(f"/v1/cases/{case_id}")
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    def resolve(self, case_id: str) -> bool:
        """Close a case as it stands; False when it changed meanwhile."""
        body = {"resolution": "no_answer_needed"}
        path = f"/v1/cases/{case_id}"
        return self.post(f"{path}/resolve", body, version=self.case(case_id)["version"]).ok

    def _who(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}


class Deployed:
    """One stack; `taken` counts, by account, what it acknowledged to have received."""

    def __init__(self, home: Path, config: Path, *, secrets: dict[str, str]) -> None:
        self.home, self.config, self.secrets = home, config, secrets
        self.taken: Counter[tuple[str, str]] = Counter()
        self.poisoned: list[str] = []
        self.told: dict[str, str] = {}

    def up(self) -> None:
        told = earshot("up", "--json", "--config", str(self.config), home=self.home)
        self.told = json.loads(told)

    def down(self, *options: str) -> None:
        earshot("down", *options, home=self.home)

    @property
    def api(self) -> str:
        return self.told["api"]

    def client(self, service: str) -> Any:
        return boto3.client(
            service,
            endpoint_url=self.told["endpoint"],
            region_name="us-east-1",
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )

    def invoke(self, function: str, event: Json) -> Json:
        answer = self.client("lambda").invoke(
            FunctionName=self.told[f"{function}Function"], Payload=json.dumps(event).encode()
        )
        told: Json = json.loads(answer["Payload"].read())
        assert "FunctionError" not in answer, told
        return told

    def accounts(self) -> Accounts:
        """The connected accounts as they were published, with the ARNs of their secrets."""
        content = content_of(self.client("appconfigdata"), self.told, "AccountsProfile")
        return Accounts.model_validate_json(content)

    def hand_out_secrets(self) -> None:
        """Put each account's secret where its functions read it, as an operator does."""
        manager = self.client("secretsmanager")
        for account in self.accounts().accounts:
            for arn in (account.listen_secret, account.answer_secret):
                if arn:
                    value = self.secrets[f"{account.channel}/{account.account}"]
                    manager.put_secret_value(SecretId=arn, SecretString=value)

    # ── as a platform ──────────────────────────────────────────────────────────────────────────

    def post(
        self,
        body: bytes,
        *,
        to: str = "generic/acmehelp",
        signed_for: str | None = None,
        **headers: str | None,
    ) -> requests.Response:
        """POST these bytes, signed now; `headers` (with `_` for `-`) replace, None leaves out."""
        secret = self.secrets.get(signed_for or to, self.secrets["generic/acmehelp"])
        sent: dict[str, str | None] = {**signed(body, secret=secret, at=datetime.now(UTC))}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        kept = {name: value for name, value in sent.items() if value is not None}
        answer = requests.post(
            f"{self.api}/webhooks/{to}", data=body, headers=kept, timeout=TIMEOUT_S
        )
        if answer.ok:
            channel, account = to.split("/")
            told = answer.json()
            self.taken[channel, account] += told["received"] + told["quarantined"]
        return answer

    def deliver(self, *mentions: Json) -> Json:
        """Post mentions to the account of the first; what the sender is told."""
        to = f"{mentions[0]['channel']}/{mentions[0]['account']}"
        answer = self.post(json.dumps(mentions).encode(), to=to)
        assert answer.status_code == 200, answer.text
        told: Json = answer.json()
        return told

    # ── as an operator ─────────────────────────────────────────────────────────────────────────

    @property
    def store(self) -> DynamoStore:
        return DynamoStore(self.client("dynamodb"), self.told["TableName"])

    def records(self) -> Sequence[Record]:
        """All that the table holds."""
        return list(census(self.client("dynamodb"), self.told["TableName"]))

    def cases(self) -> dict[str, Case]:
        """Every case by its id."""
        return {row.id: row for row in self.records() if isinstance(row, Case)}

    def raised(self, case_id: str) -> dict[str, CaseEvent]:
        """The events of a case that a supervisor is told of, by kind."""
        history = self.store.history(case_id)
        assert history is not None
        return {event.kind: event for event in history[1] if event.alert_id}

    def counts(self, channel: str, account: str) -> Counts:
        """The equation of an account, all hours together."""
        total = Counts()
        for row in self.records():
            if isinstance(row, HourCounts) and (row.channel, row.account) == (channel, account):
                total = total.plus(row.counts)
        return total

    def settled(self, channel: str, account: str) -> Counts:
        """The equation once it holds: nothing is under way any more."""
        return eventually(
            lambda: self.counts(channel, account), holds=lambda counts: counts.missing == 0
        )

    def case_of(self, mention: Json) -> Case:
        """The case that a delivered mention became part of, as soon as there is one."""
        key = (mention["channel"], mention["account"], mention["author"]["id"])

        def opened() -> Case | None:
            author = self.store.author(*key)
            return self.store.case(author.open_case) if author and author.open_case else None

        return eventually(opened)

    def drained(self, queue: str) -> bool:
        """Whether a queue holds nothing, in flight or not."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        url = self.told[f"{queue}QueueUrl"]
        found = self.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=names)
        return not any(int(found["Attributes"][name]) for name in names)

    def dead(self, queue: str) -> list[Json]:
        """The messages that nobody could work on, left where they are."""
        url, sqs = self.told[queue], self.client("sqs")
        found: dict[str, Json] = {}
        while batch := sqs.receive_message(
            QueueUrl=url,
            MaxNumberOfMessages=10,
            VisibilityTimeout=30,
            MessageSystemAttributeNames=["ApproximateReceiveCount"],
        ).get("Messages"):
            found |= {message["MessageId"]: message for message in batch}
        for message in found.values():
            sqs.change_message_visibility(
                QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
            )
        return list(found.values())

    # ── as people ──────────────────────────────────────────────────────────────────────────────

    def desk(self, username: str, *groups: str) -> Desk:
        """The API for somebody who logs in through Cognito."""
        person = Person(username=username, name=username.title(), groups=groups)
        return Desk(self.api, enrol(cognito(self.told["endpoint"]), self.told, person))

    def stranger(self, token: str | None = None) -> Desk:
        """The API for somebody without a token, or with one that we never gave out."""
        return Desk(self.api, token)
