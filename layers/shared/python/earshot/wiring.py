"""Where ports meet AWS: the only place that builds clients, each once and when first needed.

Every handler asks for the one thing that it works with; what that needs is imported then, so that
no function pays for the parts of another. Policy and accounts are read afresh for each invocation.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

from earshot import channels, settings
from earshot.observability import Log, under_playbook_broken
from earshot.system import SortableIds, SystemClock

if TYPE_CHECKING:
    from earshot.aws.archive import AppConfigArchive
    from earshot.aws.published import AppConfigDocument
    from earshot.aws.queues import SqsOrderedQueue
    from earshot.domain.accounts import Accounts
    from earshot.domain.burst import Recent
    from earshot.domain.envelope import Classified, Received
    from earshot.domain.playbook import Playbook
    from earshot.ports import ModelRegistry, Playbooks, Queue, Secrets, Store
    from earshot.rest.desk import Desk
    from earshot.usecases.advise import Advisers
    from earshot.usecases.balance import Imbalance
    from earshot.usecases.poll import Poller
    from earshot.usecases.push import Pusher
    from earshot.usecases.receive import Receiver
    from earshot.usecases.recount import Mended
    from earshot.usecases.relay import Relay
    from earshot.usecases.reply import Sender
    from earshot.usecases.route import Router
    from earshot.usecases.weights import Weighing

CONNECT_S, READ_S, ATTEMPTS = 1.5, 5, 2
"""A client gives up after 13 s: each function has time for two calls that are never answered."""
CASES_AT_ONCE = 8

T = TypeVar("T")
G = TypeVar("G", bound=settings.Settings)

clock = SystemClock()
ids = SortableIds()


@cache
def client(service: str, read_s: int = READ_S, attempts: int = ATTEMPTS) -> Any:
    """A low-level client with the time-outs that fit into a function's."""
    from botocore.config import Config

    retries = {"mode": "standard", "total_max_attempts": attempts}
    config = Config(connect_timeout=CONNECT_S, read_timeout=read_s, retries=retries)
    return _session().create_client(service, config=config)


@cache
def store() -> "Store":
    from earshot.store.dynamo import DynamoStore

    return DynamoStore(client("dynamodb"), _told(settings.TableSettings).table_name)


@cache
def secrets() -> "Secrets":
    from earshot.aws.secrets import ManagedSecrets

    return ManagedSecrets(client("secretsmanager"))


def playbook() -> "Playbook":
    """The policy in force."""
    return _playbooks().current()


def accounts() -> "Accounts":
    """The accounts that are connected."""
    return _account_lists().current()


def receiver() -> "Receiver":
    from earshot.usecases.receive import Receiver

    return Receiver(
        store=store(),
        queue=_queue(_told(settings.WebhookSettings).mentions_queue_url),
        clock=clock,
        ids=ids,
        accounts=accounts(),
        pushing=lambda account: channels.pushing(account, secrets()),
    )


def poller() -> "Poller":
    from earshot.usecases.poll import Poller

    return Poller(
        store=store(),
        queue=_queue(_told(settings.PollSettings).mentions_queue_url),
        clock=clock,
        ids=ids,
        accounts=accounts(),
        polling=lambda account: channels.polling(account, secrets()),
    )


def understander() -> "Callable[[Received], Classified]":
    """What understands one received mention."""
    from earshot.backends import classifier_for
    from earshot.usecases.classify import understand

    log = Log("classify")
    policy = _read_by()
    return partial(
        understand,
        playbook=policy,
        classifier=classifier_for(policy, partial(_do_without, policy.stamp)),
        worry=partial(_unclassified, log),
    )


def _unclassified(log: Log, error: Exception) -> None:
    log.failure("unclassified", error)
    under_playbook_broken()


@cache
def _do_without(playbook: str, reason: str) -> None:
    """Said once for each playbook, not with every batch."""
    Log("classify").warning("backend_missing", playbook=playbook, reason=reason)


def _read_by() -> "Playbook":
    """The policy in force with its weights loaded, or as it reads without them."""
    rules = playbook()
    if rules.classification.weights is None:
        return rules
    return _weighing(_told(settings.ClassifySettings).weights_bucket).of(rules)


@cache
def _weighing(bucket: str) -> "Weighing":
    from earshot.usecases.weights import Weighing

    return Weighing(_registry(bucket), clock, _without_weights)


def _registry(bucket: str) -> "ModelRegistry | None":
    if not bucket:
        return None
    from earshot.aws.registry import S3Registry

    return S3Registry(client("s3"), bucket)


def _without_weights(version: str, error: Exception) -> None:
    """A playbook that is being rolled out and names what cannot be had is taken back by this."""
    Log("classify").failure("weights_missing", error, version=version)
    under_playbook_broken()


def second_opinions(batch: "Sequence[Classified]") -> "dict[int, Classified]":
    """Those of a batch that paid services settle something of, by their place in it.

    Most playbooks choose no such service, and nothing is loaded for them. A service that cannot
    even be set up is told of and leaves every label as it is.
    """
    rules = _read_by()
    if not rules.classification.backends:
        return {}
    try:
        return _advisers(rules).on(batch)
    except Exception as error:  # noqa: BLE001  # no mention waits for what it can do without
        Log("classify").failure("unanswered", error)
        under_playbook_broken()
        return {}


def _advisers(rules: "Playbook") -> "Advisers":
    from earshot.aws.advisers import consulted
    from earshot.usecases.advise import Advisers

    found = _ADVISERS.get(rules.stamp)
    if found is None:
        log = Log("classify")
        _ADVISERS.clear()
        found = _ADVISERS[rules.stamp] = Advisers(
            [*consulted(rules, lambda service, read_s: client(service, read_s, attempts=1))],
            store=store(),
            clock=clock,
            playbook=rules,
            count=lambda source, numbers: log.count({"backend": source}, **numbers),
            worry=lambda source, error: log.failure("unanswered", error, backend=source),
        )
    return found


_ADVISERS: "dict[str, Advisers]" = {}
"""Those of the playbook in force, by its stamp: they remember what failed."""


def classified_queue() -> "Queue":
    return _queue(_told(settings.ClassifySettings).classified_queue_url)


def router() -> "Router":
    from earshot.usecases.route import Router

    return Router(
        store=store(), clock=clock, accounts=accounts(), playbook=playbook(), recent=_recent()
    )


@cache
def _recent() -> "Recent":
    from earshot.domain.burst import Recent

    return Recent()


@cache
def relay() -> "Relay":
    from earshot.aws.alerts import SnsAlerts
    from earshot.aws.timers import StepTimers
    from earshot.usecases.relay import Relay

    told = _told(settings.RelaySettings)
    return Relay(
        store=store(),
        timers=StepTimers(client("stepfunctions"), told.timer_machine_arn),
        replies=_ordered_queue(told.replies_queue_url),
        alerts=SnsAlerts(client("sns"), told.alerts_topic_arn),
        case_url=told.case_url or None,
        pusher=pusher,
    )


def pusher() -> "Pusher | None":
    """What gives cases to people; None where the playbook lets them take cases themselves."""
    rules = playbook()
    if rules.assignment.mode != "push":
        return None
    from earshot.usecases.push import Pusher

    return Pusher(store=store(), clock=clock, playbook=rules)


def check_step(step: str) -> int:
    """Evaluate the cases that are due in a step; how many had something due."""
    from earshot.domain.ownerless import Watch
    from earshot.usecases.check import check

    rules = playbook()
    return check(
        step,
        store=store(),
        clock=clock,
        calendars=rules.calendars,
        ladder=rules.ladder,
        watch=Watch.of(rules),
        at_once=CASES_AT_ONCE,
        worry=partial(_worry, "check"),
    )


def sweep_until(until: datetime) -> int:
    """Check the steps that should have fired; how many cases were late."""
    from earshot.domain.ownerless import Watch
    from earshot.usecases.check import sweep

    rules = playbook()
    return sweep(
        store=store(),
        clock=clock,
        calendars=rules.calendars,
        ladder=rules.ladder,
        watch=Watch.of(rules),
        until=until,
        at_once=CASES_AT_ONCE,
        worry=partial(_worry, "sweep"),
    )


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


def imbalances() -> "list[Imbalance]":
    """The accounts that have lost something in the hour before the last."""
    from earshot.usecases.balance import imbalances

    return imbalances(accounts().accounts, store=store(), now=clock.now())


def sender() -> "Sender":
    from earshot.usecases.reply import Sender

    return Sender(
        store=store(),
        clock=clock,
        accounts=accounts(),
        playbook=playbook(),
        orders=_ordered_queue(_told(settings.ReplySettings).replies_queue_url),
        answering=lambda account: channels.answering(account, secrets()),
    )


def api_desk() -> "Desk":
    from earshot.rest.desk import Desk

    told = _told(settings.ApiSettings)

    def page_secret() -> bytes:
        return secrets().values(told.page_secret_arn)[0].encode()

    return Desk(
        store=store(),
        clock=clock,
        accounts=accounts(),
        playbook=playbook(),
        playbooks=lambda: _weighed(_archive(), told.weights_bucket),
        page_secret=page_secret,
        groups_claim=told.groups_claim,
    )


def _worry(stage: str, case_id: str, trouble: Exception) -> None:
    Log(stage).failure("failed", trouble, case_id=case_id)


@cache
def _session() -> Any:
    from botocore.session import get_session

    return get_session()


@cache
def _told(group: type[G]) -> G:
    return group.read()


@cache
def _queue(url: str) -> "Queue":
    from earshot.aws.queues import SqsQueue

    return SqsQueue(client("sqs"), url)


@cache
def _ordered_queue(url: str) -> "SqsOrderedQueue":
    from earshot.aws.queues import SqsOrderedQueue

    return SqsOrderedQueue(client("sqs"), url)


@cache
def _playbooks() -> "AppConfigDocument[Playbook]":
    from earshot.domain.playbook import load

    profile = _told(settings.ConfigurationSettings).playbook_profile
    return _document(profile, lambda content: load(content.decode()))


@cache
def _archive() -> "AppConfigArchive":
    from earshot.aws.archive import AppConfigArchive

    told = _told(settings.ConfigurationSettings)
    return AppConfigArchive(
        client("appconfig"),
        application=told.appconfig_application,
        profile=told.playbook_profile,
    )


def _weighed(archive: "Playbooks", bucket: str) -> "Playbooks":
    """The archive, which also sees to the weights of the versions that are asked for."""
    if not bucket:
        return archive
    from earshot.usecases.weights import Weighed

    return Weighed(archive, _weighing(bucket))


@cache
def _account_lists() -> "AppConfigDocument[Accounts]":
    from earshot.domain.accounts import Accounts

    profile = _told(settings.ConfigurationSettings).accounts_profile
    return _document(profile, Accounts.model_validate_json)


def _document(profile: str, parse: Callable[[bytes], T]) -> "AppConfigDocument[T]":
    from earshot.aws.published import AppConfigDocument

    told = _told(settings.ConfigurationSettings)
    return AppConfigDocument(
        client("appconfigdata"),
        application=told.appconfig_application,
        environment=told.appconfig_environment,
        profile=profile,
        parse=parse,
        worry=_keep_configuration,
    )


def _keep_configuration(error: Exception) -> None:
    """Tell that the one before stays in force; what was published and refused raises an alarm."""
    Log("configuration").warning("configuration_kept", error=type(error).__name__)
    if isinstance(error, ValueError):
        under_playbook_broken()
