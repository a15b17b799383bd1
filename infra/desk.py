"""From the table outward: timers, alerts, replies, and the API that people work through."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from earshot import settings
from earshot.store import keys
from infra.alerts import Alerts
from infra.findings import acknowledge
from infra.grants import index, postpone, secrets, send
from infra.ground import CORRECTIONS, DESK, ROSTER, Ground
from infra.queues import DurableQueue, dead_letter_queue
from infra.registry import Registry
from infra.secrets import arn
from infra.sources import follow, take_from
from infra.stage import ANSWERING, QUICK, SLOW, Stage
from infra.timers import Timers

LATE = cdk.Duration.minutes(5)


class Desk(Construct):
    """`relay` turns changes of the table into effects; `check` and `sweep` keep the promises."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        ground: Ground,
        alerts: Alerts,
        mentions: sqs.IQueue,
        answer: Sequence[secretsmanager.Secret],
        renewed: Sequence[secretsmanager.Secret] = (),
        pages: secretsmanager.Secret,
        groups_claim: str,
        case_url: str | None,
        at_once: int,
        registry: Registry | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        told = ground.told()
        self.replies = DurableQueue(
            self,
            "Replies",
            consumer_timeout=QUICK,
            alarms=ground.alarms,
            fifo=True,
            late_after=LATE,
        )
        self.check = Stage(
            self,
            "Check",
            entry="sla/check",
            ground=ground,
            environment=settings.CheckSettings.environment(**told),
            permissions=[ground.move(ROSTER, *DESK)],
        )
        self.sweep = Stage(
            self,
            "Sweep",
            entry="sla/sweep",
            ground=ground,
            environment=settings.SweepSettings.environment(**told),
            permissions=[
                ground.move("SWEEP", ROSTER, *DESK),
                index(ground.table, *keys.INDEX_KEYS),
            ],
            timeout=SLOW,
            alarm_at_errors=1,  # called once in five minutes
        )
        self.timers = Timers(self, "Timers", check=self.check.function, ground=ground)
        # Beside the role: the function waits for all that its role holds, the machine for it.
        iam.Policy(self, "Divide", roles=[self.check.role], statements=[self.timers.may_start()])
        self.relay = Stage(
            self,
            "Relay",
            entry="relay/relay",
            ground=ground,
            environment=settings.RelaySettings.environment(
                **told,
                replies_queue_url=self.replies.queue.queue_url,
                mentions_queue_url=mentions.queue_url,
                alerts_topic_arn=alerts.supervisors.topic_arn,
                operations_topic_arn=alerts.operations.topic_arn,
                timer_machine_arn=self.timers.machine.state_machine_arn,
                case_url=case_url or "",
            ),
            permissions=[
                ground.move(ROSTER, *DESK),
                index(ground.table, *keys.INDEX_KEYS),
                send(self.replies.queue),
                send(mentions),
                self.timers.may_start(),
                *alerts.may_alert(),
                *alerts.may_tell_operators(),
            ],
        )
        self.reply = Stage(
            self,
            "Reply",
            entry="reply/reply",
            ground=ground,
            environment=settings.ReplySettings.environment(
                **told, replies_queue_url=self.replies.queue.queue_url
            ),
            permissions=[
                ground.move(*DESK),
                postpone(self.replies.queue),
                *secrets(answer),
                *ground.renew(renewed),
            ],
        )
        self.api = Stage(
            self,
            "Api",
            entry="api/api",
            ground=ground,
            environment=settings.ApiSettings.environment(
                **told,
                page_secret_arn=arn(pages),
                groups_claim=groups_claim,
                weights_bucket=registry.bucket.bucket_name if registry else "",
            ),
            permissions=[
                ground.move(ROSTER, CORRECTIONS, *DESK),
                index(ground.table, *keys.INDEX_KEYS),
                *secrets([pages]),
                ground.playbook.may_look_back(),
                *(registry.may_read() if registry else []),
            ],
            memory=1024,
            timeout=ANSWERING,
        )
        acknowledge(
            self.api.role,
            {**ground.playbook.looked_back_at(), **(registry.read_at() if registry else {})},
        )
        take_from(self.replies.queue, self.reply, batch=1, at_once=at_once)
        self.undelivered = dead_letter_queue(self, "Undelivered", alarms=ground.alarms)
        follow(ground.table, self.relay, undelivered=self.undelivered, alarms=ground.alarms)
