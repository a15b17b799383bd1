"""What people put right about a mention becomes rows to learn from, as long as its words stand."""

from datetime import timedelta
from typing import Any

import pytest

from earshot.errors import Malformed
from earshot.usecases.change import Asked, Done
from earshot.usecases.corrections import lessons
from tests import builders
from tests.desk import Desk

WIDE = timedelta(days=1)


class Corrected(Desk):
    """A desk with one open case of one mention `m1`."""

    def __init__(self) -> None:
        super().__init__(builders.promising_playbook())
        self.post(id="m1", text="My router is offline again")
        self.rest()
        (self.case_id,) = {record.case_id for record in self.records()}
        self.keys = 0

    def correct(self, mention_id: str = "m1", key: str | None = None, **labels: Any) -> Done:
        self.keys += 1
        asked = Asked(
            caller=builders.caller(),
            case_id=self.case_id or "",
            key=key or f"k{self.keys}",
            what=str(sorted(labels.items())),
        )
        return self.casework.correct(asked, mention_id=mention_id, labels=labels)

    def learned(self) -> list[dict[str, Any]]:
        now = self.clock.now()
        return list(lessons(self.store, now - WIDE, now + WIDE))


@pytest.fixture
def desk() -> Corrected:
    return Corrected()


def test_a_correction_is_an_event_that_the_case_follows_and_a_row_to_learn_from(
    desk: Corrected,
) -> None:
    done = desk.correct(intent="question", sentiment="neutral")
    assert (done.case.intent, done.case.sentiment) == ("question", "neutral")
    history = desk.store.history(done.case.id)
    assert history is not None
    event = history[1][-1]
    assert (event.kind, event.mention_id) == ("labels_corrected", "m1")
    assert event.data["labels"] == {"intent": "question", "sentiment": "neutral"}
    assert desk.learned() == [
        {
            "id": f"{done.case.id}-{event.version}",
            "text": "My router is offline again",
            "language": "und",
            "context": "post",
            "intent": "question",
            "sentiment": "neutral",
        }
    ]


def test_p4_the_record_keeps_the_labels_that_its_decision_was_made_on(desk: Corrected) -> None:
    (before,) = desk.records()
    desk.correct(intent="question")
    assert desk.records() == [before]


def test_labels_that_are_so_already_are_nothing(desk: Corrected) -> None:
    version = desk.correct(intent="complaint").case.version
    assert desk.learned() == []
    assert desk.correct(intent="complaint").case.version == version


def test_of_two_corrections_the_later_one_counts_label_by_label(desk: Corrected) -> None:
    desk.correct(intent="question", sentiment="neutral")
    desk.clock.advance(minutes=5)
    desk.correct(intent="request")
    (row,) = desk.learned()
    assert (row["intent"], row["sentiment"]) == ("request", "neutral")


def test_the_same_request_again_corrects_once(desk: Corrected) -> None:
    first = desk.correct(key="same", intent="question")
    assert desk.correct(key="same", intent="question").case.version == first.case.version
    assert len(desk.learned()) == 1


def test_d51_words_that_have_gone_or_changed_teach_nothing(desk: Corrected) -> None:
    desk.correct(intent="question")
    desk.post(id="m1", event="edit", text="Never mind", edited_at=desk.clock.now())
    desk.rest()
    assert desk.learned() == []


def test_a_mention_of_another_case_and_an_unknown_topic_are_refused(desk: Corrected) -> None:
    with pytest.raises(Malformed, match="no such mention"):
        desk.correct(mention_id="m9", intent="question")
    with pytest.raises(Malformed, match="no topic shoes"):
        desk.correct(topic="shoes")
