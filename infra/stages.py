"""The stages of the flow: what each function is told and what it may do."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from earshot import settings
from earshot.store import keys
from infra.alerts import Alerts
from infra.grants import READ, REMOVE, WRITE, index, rows, secrets, send
from infra.playbook import Playbook
from infra.queues import DurableQueue, dead_letter_queue
from infra.secrets import Secrets, arn
from infra.sources import follow, take_from
from infra.stage import Ground, Stage
from infra.storage import Storage
from infra.timers import Timers

QUICK = cdk.Duration.seconds(20)
SLOW = cdk.Duration.seconds(60)
BATCH = 25
# What a stage touches, by partition key (earshot.store.keys).
INTAKE = ("ACCOUNT#*", "QUARANTINE#*")
DESK = ("MENTION#*", "CASE#*", "AUTHOR#*", "TIMER#*", *INTAKE)


class Stages(Construct):
    """Functions and queues, wired in the order in which a mention passes them."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        ground: Ground,
        storage: Storage,
        playbook: Playbook,
        secret: Secrets,
        alerts: Alerts,
        groups_claim: str,
        at_once: int,
    ) -> None:
        super().__init__(scope, construct_id)
        self._ground = ground
        self._table = storage.table
        self._playbook = playbook
        told = {"table_name": storage.table.table_name, **playbook.settings()}
        heard = list(secret.listen.values())

        mentions = self._queue("Mentions", minutes_late=5)
        classified = self._queue("Classified", minutes_late=5)
        replies = self._queue("Replies", minutes_late=5, fifo=True)
        self.queues = {"Mentions": mentions, "Classified": classified, "Replies": replies}

        to_mentions = {**told, "mentions_queue_url": mentions.queue.queue_url}
        intake = [self._rows(*INTAKE), send(mentions.queue), *secrets(heard)]
        self.webhook = self._stage(
            "Webhook",
            "ingest/webhook",
            settings.WebhookSettings.environment(**to_mentions),
            intake,
            timeout=cdk.Duration.seconds(10),
        )
        self.poll = self._stage(
            "Poll",
            "ingest/poll",
            settings.PollSettings.environment(**to_mentions),
            intake,
            timeout=SLOW,
        )
        self.classify = self._stage(
            "Classify",
            "classify/classify",
            settings.ClassifySettings.environment(
                **told, classified_queue_url=classified.queue.queue_url
            ),
            [self._rows(*INTAKE), send(classified.queue)],
            memory=1024,
        )
        self.route = self._stage(
            "Route",
            "route/route",
            settings.RouteSettings.environment(**told),
            [self._rows(*DESK, remove=True)],
            memory=1024,
        )
        self.check = self._stage(
            "Check",
            "sla/check",
            settings.CheckSettings.environment(**told),
            [self._rows(*DESK, remove=True)],
        )
        self.sweep = self._stage(
            "Sweep",
            "sla/sweep",
            settings.SweepSettings.environment(**told),
            [self._rows("SWEEP", *DESK, remove=True)],
            timeout=SLOW,
        )
        self.timers = Timers(self, "Timers", check=self.check.function, ground=ground)
        self.relay = self._stage(
            "Relay",
            "relay/relay",
            settings.RelaySettings.environment(
                **told,
                replies_queue_url=replies.queue.queue_url,
                alerts_topic_arn=alerts.supervisors.topic_arn,
                timer_machine_arn=self.timers.machine.state_machine_arn,
            ),
            [
                self._rows(*DESK),
                send(replies.queue),
                self.timers.may_start(),
                *alerts.may_alert(),
            ],
        )
        self.reply = self._stage(
            "Reply",
            "reply/reply",
            settings.ReplySettings.environment(**told),
            [self._rows(*DESK), *secrets(list(secret.answer.values()))],
            timeout=cdk.Duration.seconds(30),
        )
        self.api = self._stage(
            "Api",
            "api/api",
            settings.ApiSettings.environment(
                **told, page_secret_arn=arn(secret.pages), groups_claim=groups_claim
            ),
            [
                self._rows(*DESK, remove=True),
                index(self._table, *keys.INDEX_KEYS),
                *secrets([secret.pages]),
            ],
            memory=1024,
        )
        take_from(mentions.queue, self.classify, batch=BATCH, at_once=at_once)
        take_from(classified.queue, self.route, batch=BATCH, at_once=at_once)
        take_from(replies.queue, self.reply, batch=1, at_once=at_once)
        self.undelivered = dead_letter_queue(self, "Undelivered", alarms=ground.alarms)
        follow(storage.table, self.relay, undelivered=self.undelivered)

    def _queue(self, name: str, *, minutes_late: int, fifo: bool = False) -> DurableQueue:
        return DurableQueue(
            self,
            name,
            consumer_timeout=cdk.Duration.seconds(30) if fifo else QUICK,
            alarms=self._ground.alarms,
            fifo=fifo,
            late_after=cdk.Duration.minutes(minutes_late),
        )

    def _rows(self, *partitions: str, remove: bool = False) -> iam.PolicyStatement:
        return rows(self._table, READ + WRITE + (REMOVE if remove else ()), *partitions)

    def _stage(
        self,
        name: str,
        entry: str,
        environment: dict[str, str],
        permissions: Sequence[iam.PolicyStatement],
        *,
        memory: int = 512,
        timeout: cdk.Duration = QUICK,
    ) -> Stage:
        return Stage(
            self,
            name,
            entry=entry,
            ground=self._ground,
            environment=environment,
            permissions=[self._playbook.may_read(), *permissions],
            memory=memory,
            timeout=timeout,
        )
