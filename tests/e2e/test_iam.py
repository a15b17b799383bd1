"""The whole path under the real roles: by TLS, every call allowed by a policy or refused."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
import pytest
import requests
from botocore.config import Config
from standardwebhooks.webhooks import Webhook

from earshot.aws.registry import S3Registry
from earshot.domain.classify.model import SHIPPED
from earshot.domain.classify.model.weights import Weights, version
from earshot.domain.digest import digest
from earshot.domain.timer import ALONE, SHARDS, due_step, shards
from earshot.store import items
from tests import builders
from tests.e2e.issuer import Issuer
from tests.e2e.published import content_of

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0

MODEL = "amazon.nova-micro-v1:0"
# Everything is in doubt, so that the service is asked about every mention.
BEDROCK = (
    "{ name: bedrock, ask_for: [topic, intent], below: 1, monthly_budget: 1, time_out: 3s,"
    f" model: '{MODEL}', prices: {{ input: 0.035, output: 0.14 }} }}"
)

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    with Issuer() as issuer:
        yield issuer


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory, issuer: Issuer) -> Iterator["Stack"]:
    home = tmp_path_factory.mktemp("iam")
    config = Path(shutil.copytree(ROOT / "config", home / "config"))
    policy = config / "playbook.yaml"
    pushed = policy.read_text(encoding="utf-8").replace("mode: pull", "mode: push")
    pointed = f"  model: embedded\n  weights: {own_weights()[0]}\n  backends: [{BEDROCK}]\n"
    policy.write_text(pushed.replace("  model: embedded\n", pointed), encoding="utf-8")
    (config / "deployment.yaml").write_text(
        f"oidc: {{issuer: '{issuer.url}', audience: [desk]}}\nbatches_at_once: 2\n"
        "retraining: {every_days: 7}\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "EARSHOT_HOME": str(home / "stack")}

    def earshot(*arguments: str) -> str:
        command = [sys.executable, "-m", "cli.main", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    try:
        told = json.loads(earshot("up", "--iam", "--json", "--config", str(config)))
        stack = Stack(told, certificate=home / "stack" / "tls" / "server.crt")
        stack.registry.put(*own_weights())
        stack.let_converse()
        yield stack
    finally:
        earshot("down", "--wipe")


@cache
def own_weights() -> tuple[str, bytes]:
    """Weights that read as the shipped ones do, under a name of their own."""
    shipped = Weights.from_bytes(SHIPPED.read_bytes())
    data = shipped._replace(made={"from": ["these tests"]}).as_bytes()
    return version(data), data


class Stack:
    """What the tests do with the deployed stack, as its root."""

    def __init__(self, told: dict[str, str], *, certificate: Path) -> None:
        self.told = told
        self.certificate = str(certificate)

    @property
    def registry(self) -> S3Registry:
        return S3Registry(self.client("s3"), self.told["WeightsBucket"])

    def let_converse(self) -> None:
        """On AWS `InvokeModel` covers Converse; the local AWS asks for it by its own name."""
        functions = self.client("lambda")
        classify = functions.get_function_configuration(FunctionName=self.told["ClassifyFunction"])
        allowed = {"Effect": "Allow", "Action": "bedrock:Converse", "Resource": "*"}
        self.client("iam").put_role_policy(
            RoleName=classify["Role"].rpartition("/")[2],
            PolicyName="converse",
            PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [allowed]}),
        )

    def client(self, service: str) -> Any:
        return boto3.client(
            service,
            config=Config(read_timeout=300, retries={"total_max_attempts": 1}),
            endpoint_url=self.told["endpoint"],
            region_name="us-east-1",
            aws_access_key_id="test",
            aws_secret_access_key="test",
            verify=self.certificate,
        )

    def write(self, requests: list[dict[str, Any]]) -> None:
        client, table = self.client("dynamodb"), self.told["TableName"]
        for start in range(0, len(requests), 25):
            client.batch_write_item(RequestItems={table: requests[start : start + 25]})

    def secret(self) -> str:
        content = content_of(self.client("appconfigdata"), self.told, "AccountsProfile")
        (account,) = (a for a in json.loads(content)["accounts"] if a["channel"] == "generic")
        secrets = self.client("secretsmanager")
        found = secrets.get_secret_value(SecretId=account["listen_secret"])["SecretString"]
        return str(found)

    def deliver(self, mention_id: str, text: str) -> requests.Response:
        now = datetime.now(UTC)
        mention = {
            "id": mention_id,
            "channel": "generic",
            "account": "acmehelp",
            "author": {"id": f"author-of-{mention_id}"},
            "text": text,
            "created_at": now.isoformat(),
        }
        body, message_id = json.dumps([mention]), f"msg_{uuid4().hex}"
        headers = {
            "webhook-id": message_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(self.secret()).sign(message_id, now, body),
        }
        url = f"{self.told['api']}/webhooks/generic/acmehelp"
        return requests.post(url, data=body, headers=headers, verify=self.certificate, timeout=30)

    def rows(self, partition: str) -> list[dict[str, Any]]:
        found = self.client("dynamodb").query(
            TableName=self.told["TableName"],
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": partition}},
            ConsistentRead=True,
        )
        return list(found["Items"])


def eventually(ask: Callable[[], Any]) -> Any:
    deadline = time.monotonic() + PATIENCE
    while not (answer := ask()):
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.5)
    return answer


def test_a_complaint_goes_from_the_webhook_to_the_queue_of_a_team(
    stack: Stack, issuer: Issuer
) -> None:
    answer = stack.deliver("iam-1", "@acmehelp my order never arrived and nobody answers")
    assert answer.status_code == 200
    eventually(lambda: stack.rows("MENTION#generic#acmehelp#iam-1"))

    token = issuer.token(audience="desk", sub="1", username="sam", groups=["supervisor"])
    listed = eventually(lambda: cases_of(stack, token))
    assert any(case["author_id"] == "author-of-iam-1" for case in listed)


def test_a_complaint_is_pushed_to_who_is_there_for_it(stack: Stack, issuer: Issuer) -> None:
    token = issuer.token(audience="desk", sub="1", username="sam", groups=["supervisor"])

    def ask(method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        answer = requests.request(
            method,
            f"{stack.told['api']}{path}",
            json=body,
            headers={"authorization": f"Bearer {token}"},
            verify=stack.certificate,
            timeout=30,
        )
        assert answer.ok, answer.text
        found: dict[str, Any] = answer.json()
        return found

    ask("PUT", "/v1/agents/me", {"teams": ["care", "technical", "billing", "trust"]})
    assert stack.deliver("iam-2", "@acmehelp my lamp arrived broken, again").status_code == 200

    def held() -> bool:
        cases = ask("GET", "/v1/agents/me/cases")["cases"]
        return any(case["author_id"] == "author-of-iam-2" for case in cases)

    eventually(held)
    assert ask("GET", "/v1/agents/me")["load"] >= 1


def cases_of(stack: Stack, token: str) -> list[dict[str, Any]]:
    teams = ("care", "technical", "billing", "trust")
    found: list[dict[str, Any]] = []
    for team in teams:
        answer = requests.get(
            f"{stack.told['api']}/v1/queues/{team}/cases",
            headers={"authorization": f"Bearer {token}"},
            verify=stack.certificate,
            timeout=30,
        )
        found += answer.json()["cases"] if answer.ok else []
    return found


def test_a_due_step_wakes_check_through_the_state_machine(stack: Stack) -> None:
    machine = stack.client("stepfunctions")
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    started = machine.start_execution(
        stateMachineArn=stack.told["StateMachineArn"],
        name=f"iam-{uuid4().hex}",
        input=json.dumps({"step": now, "due_at": now}),
    )

    def ended() -> str | None:
        status = machine.describe_execution(executionArn=started["executionArn"])["status"]
        return None if status == "RUNNING" else str(status)

    assert eventually(ended) == "SUCCEEDED"


def test_check_gives_the_shards_of_a_crowd_timers_of_their_own(stack: Stack) -> None:
    now = datetime.now(UTC)
    step = due_step(now + timedelta(seconds=5), now=now)
    timers = [items.timer_item(step, "c" + digest(step, str(n))) for n in range(ALONE + 1)]
    stack.write([{"PutRequest": {"Item": timer}} for timer in timers])
    machine, arn = stack.client("stepfunctions"), stack.told["StateMachineArn"]

    def started() -> set[str]:
        pages = machine.get_paginator("list_executions").paginate(stateMachineArn=arn)
        return {one["name"] for page in pages for one in page["executions"]} & set(shards(step))

    assert len(eventually(lambda: len(started()) == SHARDS and started())) == SHARDS
    stack.write([{"DeleteRequest": {"Key": timer}} for timer in timers])


def test_mentions_are_read_by_the_weights_that_the_playbook_names(stack: Stack) -> None:
    assert stack.deliver("iam-4", "@acmehelp I was charged twice").status_code == 200
    (row,) = eventually(lambda: stack.rows("MENTION#generic#acmehelp#iam-4"))
    record = items.mention_from(row)
    assert (record.classification or {})["version"] == own_weights()[0]


def test_a_paid_service_is_asked_and_paid_for_from_the_month_s_budget(stack: Stack) -> None:
    """The local AWS's model fills in no form, so our own labels stand; its words are paid for."""
    partition = f"BUDGET#bedrock:{MODEL}"
    before = sum(int(row["spent"]["N"]) for row in stack.rows(partition))
    assert stack.deliver("iam-5", "@acmehelp my parcel got lost").status_code == 200
    (row,) = eventually(lambda: stack.rows("MENTION#generic#acmehelp#iam-5"))
    (budget,) = stack.rows(partition)
    # About 450 tokens at 0.035 millionths of a dollar; what was reserved is four times that.
    assert 5 <= int(budget["spent"]["N"]) - before <= 40
    topic = (items.mention_from(row).classification or {})["topic"]
    assert not topic["source"].startswith("bedrock")


def test_the_model_is_trained_from_what_people_put_right(stack: Stack) -> None:
    """With the corpus from its layer; nothing before there is enough to learn from."""

    def train() -> dict[str, str]:
        answer = stack.client("lambda").invoke(FunctionName=stack.told["TrainFunction"])
        told: dict[str, str] = json.loads(answer["Payload"].read())
        assert "FunctionError" not in answer, told
        return told

    assert train() == {"state": "declined", "version": ""}
    put_right(stack, 210)
    done = train()
    assert done["state"] == "kept"
    assert version(stack.registry.weights(done["version"])) == done["version"]
    assert stack.registry.is_finished(done["version"])


def put_right(stack: Stack, number: int) -> None:
    """Corrections of so many mentions, as the desk writes them."""
    table = {"TableName": stack.told["TableName"]}
    client, now = stack.client("dynamodb"), datetime.now(UTC)
    for n in range(number):
        text = f"@acmehelp kettle {n} is broken" if n % 2 else f"@acmehelp I love kettle {n}"
        post = builders.mention(id=f"taught-{n}", text=text)
        label = "complaint" if n % 2 else "praise"
        right = builders.correction(post, label, at=now, case_id=post.id)
        record = builders.mention_record(mention=post, revision=1)
        client.put_item(**table, Item=items.mention_item(record))
        client.put_item(**table, Item=items.correction_item(right))


def test_a_function_without_its_grant_is_refused(stack: Stack) -> None:
    functions, iam = stack.client("lambda"), stack.client("iam")
    function = functions.get_function_configuration(FunctionName=stack.told["WebhookFunction"])
    role = function["Role"].rpartition("/")[2]
    (policy,) = iam.list_role_policies(RoleName=role)["PolicyNames"]
    document = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
    iam.delete_role_policy(RoleName=role, PolicyName=policy)
    try:
        assert stack.deliver("iam-refused", "nobody may hear this").status_code >= 500
    finally:
        iam.put_role_policy(RoleName=role, PolicyName=policy, PolicyDocument=json.dumps(document))
    assert not stack.rows("MENTION#generic#acmehelp#iam-refused")
    assert stack.deliver("iam-allowed", "@acmehelp where is my parcel?").status_code == 200
    assert eventually(lambda: stack.rows("MENTION#generic#acmehelp#iam-allowed"))
