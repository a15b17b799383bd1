"""What of a mention's fields gets in: JSON types as they are, instants as far as can be counted."""

from typing import Any

import pytest

from earshot.channels.elements import mention
from earshot.domain.frozen import Frozen
from earshot.domain.mention import Author, Engagement, Mention
from earshot.errors import Malformed
from tests.desk import Desk
from tests.webhooks import element
from tests.wrong_types import TAKES, WRONG, with_wrong


def test_the_table_of_types_has_every_field() -> None:
    inner: dict[str, type[Frozen]] = {"author": Author, "engagement": Engagement}
    nested = {f"{name}.{field}" for name, model in inner.items() for field in model.model_fields}
    assert set(TAKES) == set(Mention.model_fields) | nested


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_value_of_another_type_is_refused_by_name_and_never_converted(
    field: str, value: Any
) -> None:
    with pytest.raises(Malformed) as refused:
        mention(with_wrong(field, value))
    assert refused.value.field == field


NEEDED = {"id", "channel", "account", "author", "author.id", "created_at"}


@pytest.mark.parametrize("field", sorted(NEEDED))
def test_what_names_a_mention_may_not_be_null(field: str) -> None:
    with pytest.raises(Malformed) as refused:
        mention(with_wrong(field, None))
    assert refused.value.field == field


@pytest.mark.parametrize("field", sorted(set(TAKES) - NEEDED))
def test_anything_else_may_be_null_and_that_is_as_if_it_were_absent(field: str) -> None:
    absent = with_wrong(field, None)
    outer, _, inner = field.partition(".")
    (absent[outer] if inner else absent).pop(inner or outer)
    assert mention(with_wrong(field, None)) == mention(absent)


@pytest.mark.parametrize("field", ["created_at", "edited_at"])
@pytest.mark.parametrize(
    "instant",
    [
        "0001-01-01T00:00:00+01:00",
        "1970-01-01T00:00:00Z",
        "1999-12-31T23:59:59.999999Z",
        "2000-01-01T00:59:59+01:00",
        "2200-01-01T00:00:01Z",
        "9999-12-31T23:59:59-01:00",
    ],
)
def test_an_instant_outside_2000_to_2200_is_refused_by_name(field: str, instant: str) -> None:
    with pytest.raises(Malformed, match=r"than or equal to 2[02]00-01-01T00:00:00Z") as refused:
        mention(element(**{field: instant}))
    assert refused.value.field == field


@pytest.mark.parametrize("instant", ["2000-01-01T01:00:00+01:00", "2200-01-01T00:00:00Z"])
@pytest.mark.parametrize("field", ["created_at", "edited_at"])
@pytest.mark.parametrize("event", ["create", "edit", "delete"])
def test_an_instant_at_either_end_can_be_routed(field: str, instant: str, event: str) -> None:
    desk = Desk()
    over: dict[str, Any] = {"event": event, field: instant}
    desk.hear(**over)
    assert desk.record().mention.id == "m1"
