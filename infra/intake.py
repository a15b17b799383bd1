"""From the platforms to the table: webhook and poll, classify, route, and the queues between."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from earshot import settings
from earshot.domain.playbook.backends import Backend
from infra.findings import acknowledge
from infra.grants import secrets, send
from infra.ground import DESK, HELD, INTAKE, ROSTER, Ground
from infra.opinions import BUDGETS, may_ask, watch_over, wildcards
from infra.queues import DurableQueue
from infra.registry import Registry
from infra.sources import take_from
from infra.stage import ANSWERING, QUICK, SLOW, Stage

BATCH = 25
LATE = cdk.Duration.minutes(5)


class Intake(Construct):
    """Each stage hands on by a queue; `route` alone writes mentions and cases."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        ground: Ground,
        listen: Sequence[secretsmanager.Secret],
        renewed: Sequence[secretsmanager.Secret] = (),
        at_once: int,
        backends: Sequence[Backend] = (),
        registry: Registry | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        self._ground = ground
        # Where services are asked there is one more call that nobody may answer.
        classifying = SLOW if backends else QUICK
        self.mentions = self._queue("Mentions", consumer_timeout=classifying)
        self.classified = self._queue("Classified")
        told = ground.told()
        to_mentions = {**told, "mentions_queue_url": self.mentions.queue.queue_url}
        may = [ground.write(*INTAKE), send(self.mentions.queue), *secrets(listen)]
        self.webhook = Stage(
            self,
            "Webhook",
            entry="ingest/webhook",
            ground=ground,
            environment=settings.WebhookSettings.environment(**to_mentions),
            permissions=may,
            timeout=ANSWERING,
        )
        self.poll = Stage(
            self,
            "Poll",
            entry="ingest/poll",
            ground=ground,
            environment=settings.PollSettings.environment(**to_mentions),
            permissions=[*may, ground.read(*HELD), *ground.renew(renewed)],
            timeout=SLOW,
            alarm_at_errors=1,  # called once in so many minutes
        )
        self.classify = Stage(
            self,
            "Classify",
            entry="classify/classify",
            ground=ground,
            environment=settings.ClassifySettings.environment(
                **told,
                classified_queue_url=self.classified.queue.queue_url,
                weights_bucket=registry.bucket.bucket_name if registry else "",
            ),
            permissions=[
                ground.write(*INTAKE, *([BUDGETS] if backends else [])),
                send(self.classified.queue),
                *may_ask(cdk.Stack.of(self), backends),
                *(registry.may_read() if registry else []),
            ],
            memory=1024,
            timeout=classifying,
        )
        acknowledge(
            self.classify.role, {**wildcards(backends), **(registry.read_at() if registry else {})}
        )
        watch_over(self, backends, ground.alarms)
        self.route = Stage(
            self,
            "Route",
            entry="route/route",
            ground=ground,
            environment=settings.RouteSettings.environment(**told),
            permissions=[ground.move(ROSTER, *DESK)],
            memory=1024,
        )
        take_from(self.mentions.queue, self.classify, batch=BATCH, at_once=at_once)
        take_from(self.classified.queue, self.route, batch=BATCH, at_once=at_once)

    def _queue(self, name: str, consumer_timeout: cdk.Duration = QUICK) -> DurableQueue:
        return DurableQueue(
            self,
            name,
            consumer_timeout=consumer_timeout,
            alarms=self._ground.alarms,
            late_after=LATE,
        )
