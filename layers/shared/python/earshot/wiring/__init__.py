"""Where ports meet AWS: the only place that builds clients, each once and when first needed.

Every handler asks for the one thing that it works with; what that needs is imported then, so that
no function pays for the parts of another. Policy and accounts are read afresh for each invocation.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache, partial
from typing import TYPE_CHECKING

from earshot import channels, settings
from earshot.observability import Log, under_playbook_broken
from earshot.system import SortableIds, SystemClock
from earshot.wiring import documents
from earshot.wiring.reach import NoSecrets, client, ordered_queue, queue, told
from earshot.wiring.understanding import advisers, do_without, read_by

if TYPE_CHECKING:
    from earshot.domain.accounts import Accounts
    from earshot.domain.burst import Recent
    from earshot.domain.envelope import Classified, Received
    from earshot.domain.notice import Notice
    from earshot.domain.playbook import Playbook
    from earshot.ports import Queue, Secrets, Store, Timers
    from earshot.rest.desk import Desk
    from earshot.usecases.balance import Balance
    from earshot.usecases.check import Checker
    from earshot.usecases.early_answers import EarlyAnswers
    from earshot.usecases.heed import Heeder
    from earshot.usecases.keep import Keeper
    from earshot.usecases.ledger import Ledger
    from earshot.usecases.poll import Poller
    from earshot.usecases.push import Pusher
    from earshot.usecases.receive import Receiver
    from earshot.usecases.recount import Mended
    from earshot.usecases.relay import Relay
    from earshot.usecases.reply import Sender
    from earshot.usecases.reread import Rereader
    from earshot.usecases.route import Router
    from earshot.usecases.sources import Looked, Sources
    from earshot.usecases.withdraw import Withdrawals

CASES_AT_ONCE = 8

__all__ = ["client"]

clock = SystemClock()
ids = SortableIds()


@cache
def store() -> "Store":
    from earshot.store.dynamo import DynamoStore

    return DynamoStore(client("dynamodb"), told(settings.TableSettings).table_name)


@cache
def secrets() -> "Secrets":
    from earshot.aws.secrets import ManagedSecrets, Renewing

    return ManagedSecrets(client("secretsmanager"), renewing=lambda: Renewing(store(), clock, ids))


def playbook() -> "Playbook":
    """The policy in force."""
    return documents.playbooks().current()


def accounts() -> "Accounts":
    """The accounts that are connected."""
    return documents.account_lists().current()


def receiver() -> "Receiver":
    from earshot.usecases.receive import Receiver

    return Receiver(
        store=store(),
        queue=queue(told(settings.WebhookSettings).mentions_queue_url),
        clock=clock,
        ids=ids,
        accounts=accounts(),
        pushing=lambda account, family: channels.pushing(account, secrets(), family),
        handshaking=lambda account: channels.handshaking(account, secrets()),
    )


def poller() -> "Poller":
    from earshot.usecases.poll import Poller

    return Poller(
        store=store(),
        queue=queue(told(settings.PollSettings).mentions_queue_url),
        clock=clock,
        ids=ids,
        accounts=accounts(),
        polling=lambda account: channels.polling(account, secrets()),
    )


def keeper() -> "Keeper":
    """What looks after the platform's side of webhooks."""
    from earshot.usecases.keep import Keeper

    return Keeper(
        store=store(),
        clock=clock,
        ids=ids,
        accounts=accounts(),
        keeping=lambda account: channels.keeping(account, secrets()),
    )


def rereader() -> "Rereader":
    """What looks again at posts that are held, for their edits and deletions."""
    from earshot.usecases.reread import Rereader

    return Rereader(
        store=store(),
        queue=queue(told(settings.PollSettings).mentions_queue_url),
        clock=clock,
        ids=ids,
        accounts=accounts(),
        rereading=lambda account: channels.rereading(account, secrets()),
    )


def understander() -> "Callable[[Received], Classified]":
    """What understands one received mention."""
    from earshot.backends import classifier_for
    from earshot.usecases.classify import understand

    log = Log("classify")
    policy = read_by(playbook())
    return partial(
        understand,
        playbook=policy,
        classifier=classifier_for(policy, partial(do_without, policy.stamp)),
        worry=partial(_unclassified, log),
    )


def _unclassified(log: Log, error: Exception) -> None:
    log.failure("unclassified", error)
    under_playbook_broken()


def second_opinions(batch: "Sequence[Classified]") -> "dict[int, Classified]":
    """Those of a batch that paid services settle something of, by their place in it.

    Most playbooks choose no such service, and nothing is loaded for them. A service that cannot
    even be set up is told of and leaves every label as it is.
    """
    rules = read_by(playbook())
    if not rules.classification.backends:
        return {}
    try:
        return advisers(rules, store()).on(batch)
    except Exception as error:  # noqa: BLE001  # no mention waits for what it can do without
        Log("classify").failure("unanswered", error)
        under_playbook_broken()
        return {}


def classified_queue() -> "Queue":
    return queue(told(settings.ClassifySettings).classified_queue_url)


def router() -> "Router":
    from earshot.usecases.route import Router

    return Router(
        store=store(),
        clock=clock,
        accounts=accounts(),
        playbook=playbook(),
        recent=_recent(),
        speaking=lambda account: channels.answering(account, NoSecrets()),
    )


def heeder() -> "Heeder":
    """What takes heed of the notices among what is to be routed."""
    from earshot.usecases.heed import Heeder

    return Heeder(ledger=ledger(), count=_noticed, sources=_sources())


def ledger() -> "Ledger":
    """What keeps the ends of replies."""
    from earshot.usecases.ledger import Ledger

    return Ledger(store=store(), clock=clock, playbook=playbook())


def _sources() -> "Sources":
    from earshot.usecases.sources import Sources

    return Sources(store=store(), clock=clock, ids=ids)


def sources() -> "Iterator[Looked]":
    """Each account, looked after and told how it is."""
    return _sources().look(accounts().accounts)


def _noticed(notice: "Notice") -> None:
    Log("route").count({"channel": notice.channel, "kind": notice.label}, Noticed=1)


@cache
def _recent() -> "Recent":
    from earshot.domain.burst import Recent

    return Recent()


@cache
def relay() -> "Relay":
    from earshot.aws.alerts import SnsAlerts
    from earshot.usecases.relay import Relay

    names = told(settings.RelaySettings)
    return Relay(
        store=store(),
        timers=_timers(names.timer_machine_arn),
        replies=ordered_queue(names.replies_queue_url),
        alerts=SnsAlerts(client("sns"), names.alerts_topic_arn),
        operators=SnsAlerts(client("sns"), names.operations_topic_arn),
        case_url=names.case_url or None,
        pusher=pusher,
        peers=early_answers,
        withdrawals=withdrawals,
    )


def withdrawals() -> "Withdrawals":
    """What takes back posts that their platform no longer has, where it is to be believed."""
    from earshot.usecases.withdraw import Withdrawals

    connected = accounts()
    return Withdrawals(
        store=store(),
        queue=queue(told(settings.RelaySettings).mentions_queue_url),
        tells=lambda *place: channels.shows_posts(connected, *place),
    )


def early_answers() -> "EarlyAnswers":
    """What brings a question and an answer that came before it together."""
    from earshot.usecases.early_answers import EarlyAnswers

    return EarlyAnswers(store=store(), clock=clock, playbook=playbook())


def pusher() -> "Pusher | None":
    """What gives cases to people; None where the playbook lets them take cases themselves."""
    rules = playbook()
    if rules.assignment.mode != "push":
        return None
    from earshot.usecases.push import Pusher

    return Pusher(store=store(), clock=clock, playbook=rules)


def check_step(step: str, machine: str | None) -> int:
    """Evaluate the cases that are due in a step; how many had something due.

    `machine` is the ARN of the state machine that calls, which gives the shards of a crowd timers.
    """
    return _checker("check").check(step, timers=_timers(machine) if machine else None)


def sweep_until(until: datetime) -> int:
    """Check the steps that should have fired; how many cases were late."""
    return _checker("sweep").sweep(until)


def _checker(stage: str) -> "Checker":
    from earshot.domain.ownerless import Watch
    from earshot.usecases.check import Checker

    rules = playbook()
    return Checker(
        store=store(),
        clock=clock,
        calendars=rules.calendars,
        ladder=rules.ladder,
        watch=Watch.of(rules),
        at_once=CASES_AT_ONCE,
        worry=partial(_worry, stage),
        divided=partial(_divided, stage),
    )


def _timers(machine: str) -> "Timers":
    from earshot.aws.timers import StepTimers

    return StepTimers(client("stepfunctions"), machine)


def fill_all(until: datetime) -> int:
    """Give what waits to everybody who is there, where cases are pushed; how many were given."""
    found = pusher()
    return found.fill_all(until=until) if found else 0


def hand_back() -> int:
    """Put back what people hold who have been disabled; how many cases were."""
    from earshot.domain.ownerless import Watch
    from earshot.usecases.hand_back import hand_back

    watch = Watch.of(playbook())
    return hand_back(store().agents(), store=store(), watch=watch, now=clock.now())


def mended_loads() -> "list[Mended]":
    """Count anew what some of the roster hold, in turns; those whose load was wrong."""
    from earshot.usecases.recount import recount, turn_of

    now = clock.now()
    turn = turn_of(store().agents(), int(now.timestamp()) // settings.SWEEP_S)
    return list(recount(turn, store=store(), rule=playbook().assignment, now=now))


def settled() -> "list[Balance]":
    """The equation of each account in the hour before the last."""
    from earshot.usecases.balance import settled

    return settled(accounts().accounts, store=store(), now=clock.now())


def sender() -> "Sender":
    from earshot.usecases.reply import Sender

    return Sender(
        store=store(),
        clock=clock,
        accounts=accounts(),
        playbook=playbook(),
        orders=ordered_queue(told(settings.ReplySettings).replies_queue_url),
        answering=lambda account: channels.answering(account, secrets()),
    )


def api_desk() -> "Desk":
    from earshot.rest.desk import Desk

    names = told(settings.ApiSettings)

    def page_secret() -> bytes:
        return secrets().values(names.page_secret_arn)[0].encode()

    return Desk(
        store=store(),
        clock=clock,
        accounts=accounts(),
        playbook=playbook(),
        playbooks=lambda: documents.weighed(documents.archive(), names.weights_bucket),
        page_secret=page_secret,
        speaking=lambda account: channels.answering(account, NoSecrets()),
        groups_claim=names.groups_claim,
    )


def _divided(stage: str, step: str, shards: int) -> None:
    Log(stage).info("divided", step=step, number=shards)


def _worry(stage: str, case_id: str, trouble: Exception) -> None:
    Log(stage).failure("failed", trouble, case_id=case_id)
