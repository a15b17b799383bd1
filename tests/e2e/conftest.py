"""One deployment for all end-to-end tests, with fake platforms in this process."""

from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_bytes
from shutil import copytree
from typing import NamedTuple

import pytest
import yaml

from earshot.domain.case import Case
from earshot.domain.timer import step_instant
from local.platforms.mastodon import FakeMastodon
from local.platforms.receiver import FakeReceiver
from local.platforms.subscriber import FakeSubscriber
from tests.e2e.deployed import Deployed, Desk, Json, mention
from tests.e2e.playing import Playing
from tests.e2e.waiting import eventually

HERE = Path(__file__).parent
# What takes its time is begun before the other tests and looked at after them; the balance is
# struck at the end. Others use the time that a case takes to fall due behind a restart.
BEGUN = {"test_alerts": "hurried", "test_demo": "playing"}
LAST = (
    *("test_alerts", "test_restart", "test_polling", "test_iam", "test_overdue"),
    *("test_publishing", "test_conservation", "test_demo"),
)
PUSHED = ("acmehelp", "acmeshop")
MASTODON_TOKEN = "token-of-the-tests"
# What somebody says on Mastodon before the first poll.
TOOT: Json = {
    "id": "116000000000000001",
    "channel": "mastodon",
    "account": "acmehelp",
    "author": {"id": "4711", "handle": "mia@far.example", "display_name": "Mia"},
    "text": "@acmehelp does the kettle work with 110 V?",
    "created_at": datetime.now(UTC).isoformat(),
    "language": "en",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring our tests into their order, and keep them from any host but this."""
    places = [at for at, item in enumerate(items) if HERE in item.path.parents]
    ours = sorted((items[at] for at in places), key=_turn)
    for at, item in zip(places, ours, strict=True):
        item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))
        items[at] = item


def _turn(item: pytest.Item) -> int:
    return LAST.index(item.path.stem) if item.path.stem in LAST else -1


class Platforms(NamedTuple):
    """What the stack speaks to."""

    mastodon: FakeMastodon
    receivers: dict[str, FakeReceiver]
    subscriber: FakeSubscriber


@pytest.fixture(scope="session", autouse=True)
def begun(request: pytest.FixtureRequest) -> None:
    """Begin what takes its time, if it will be looked at."""
    chosen = {item.path.stem for item in request.session.items}
    for module, fixture in BEGUN.items():
        if module in chosen:
            request.getfixturevalue(fixture)


@pytest.fixture(scope="session")
def secrets() -> dict[str, str]:
    """The secret of each account, the same for both directions."""
    pushed = {f"generic/{name}": f"whsec_{b64encode(token_bytes(32)).decode()}" for name in PUSHED}
    return {**pushed, "mastodon/acmehelp": MASTODON_TOKEN}


@pytest.fixture(scope="session")
def platforms(secrets: dict[str, str]) -> Iterator[Platforms]:
    started = Platforms(
        FakeMastodon(token=MASTODON_TOKEN).start(),
        {name: FakeReceiver(secrets[f"generic/{name}"]).start() for name in PUSHED},
        FakeSubscriber().start(),
    )
    yield started
    for server in (started.mastodon, *started.receivers.values(), started.subscriber):
        server.stop()


@pytest.fixture(scope="session")
def toot(platforms: Platforms) -> str:
    """The id under which Mastodon notifies us of the toot."""
    return str(platforms.mastodon.play(TOOT))


@pytest.fixture(scope="session")
def stack(
    tmp_path_factory: pytest.TempPathFactory,
    platforms: Platforms,
    secrets: dict[str, str],
    toot: str,
) -> Iterator[Deployed]:
    """A real `cdk deploy`, with secrets handed out and the alerts subscribed to."""
    home = tmp_path_factory.mktemp("stack")
    config = Path(copytree(HERE / "config", home / "config"))
    channels = {"accounts": _accounts(platforms)}
    (config / "channels.yaml").write_text(yaml.safe_dump(channels), encoding="utf-8")
    (config / "deployment.yaml").write_text("batches_at_once: 2\n", encoding="utf-8")
    deployed = Deployed(home / "aws", config, secrets=secrets)
    try:
        deployed.up()
        deployed.hand_out_secrets()
        deployed.client("sns").subscribe(
            TopicArn=deployed.told["AlertsTopicArn"],
            Protocol="http",
            Endpoint=platforms.subscriber.base_url,
        )
        yield deployed
    finally:
        deployed.down("--wipe")


def _accounts(platforms: Platforms) -> list[Json]:
    ours = {"brand": "acme", "mode": "act"}
    pushed = [
        {
            **ours,
            "channel": "generic",
            "account": name,
            "connector": "generic",
            "reply_url": f"{receiver.base_url}/replies",
            "own_ids": ["ourselves"],
        }
        for name, receiver in platforms.receivers.items()
    ]
    polled = {
        **ours,
        "channel": "mastodon",
        "account": "acmehelp",
        "connector": "mastodon",
        "base_url": platforms.mastodon.base_url,
        "poll_minutes": 1,
        "own_ids": ["1"],
    }
    return [*pushed, polled]


@pytest.fixture(scope="session")
def ada(stack: Deployed) -> Desk:
    """An agent of care and of those in a hurry."""
    return stack.desk("ada", "agent", "team-care", "team-brisk")


@pytest.fixture(scope="session")
def eve(stack: Deployed) -> Desk:
    """A supervisor of everything."""
    return stack.desk("eve", "supervisor")


@pytest.fixture(scope="session")
def playing(stack: Deployed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Playing]:
    """The demo in a process of its own; not two deployments at a time, hence after our stack."""
    assert stack.told
    with Playing(tmp_path_factory.mktemp("demo")) as playing:
        yield playing


class Hurried(NamedTuple):
    """Two cases that nobody has much time for, as they were when they opened."""

    untouched: Json
    resolved: Json


@pytest.fixture(scope="session")
def hurried(stack: Deployed, ada: Desk) -> Hurried:
    """One that is resolved at once, and a later one that is left alone."""
    resolved = mention("@acmehelp a brisk question")
    stack.deliver(resolved)
    case_id = stack.case_of(resolved).id
    eventually(lambda: ada.resolve(case_id))
    untouched = mention("@acmehelp this is brisk too")
    stack.deliver(untouched)
    return Hurried(ada.case(stack.case_of(untouched).id), ada.case(case_id))


class Restarted(NamedTuple):
    """All cases before the local AWS was stopped and after, and the one that fell due meanwhile."""

    before: dict[str, Case]
    after: dict[str, Case]
    waiting: Case


@pytest.fixture(scope="session")
def restarted(stack: Deployed) -> Restarted:
    """Stop the local AWS under a case whose timer runs, and start it again."""
    said = mention("@acmehelp I am patient")
    stack.deliver(said)
    waiting = stack.case_of(said)
    eventually(lambda: all(stack.drained(queue) for queue in ("Mentions", "Classified")))
    before = stack.cases()
    stack.down()
    assert waiting.step is not None
    assert datetime.now(UTC) < step_instant(waiting.step), "stopped too late to mean anything"
    stack.up()
    return Restarted(before, stack.cases(), waiting)
