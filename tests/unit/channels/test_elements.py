"""What of a mention's fields gets in: instants as far as can be counted."""

import pytest

from earshot.channels.elements import mention
from earshot.errors import Malformed
from tests.desk import Desk
from tests.webhooks import element


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
    with pytest.raises(Malformed, match="than or equal to 2[02]00-01-01T00:00:00Z") as refused:
        mention(element(**{field: instant}))
    assert refused.value.field == field


@pytest.mark.parametrize("instant", ["2000-01-01T01:00:00+01:00", "2200-01-01T00:00:00Z"])
@pytest.mark.parametrize("field", ["created_at", "edited_at"])
@pytest.mark.parametrize("event", ["create", "edit", "delete"])
def test_an_instant_at_either_end_can_be_routed(field: str, instant: str, event: str) -> None:
    desk = Desk()
    desk.hear(event=event, **{field: mention(element(**{field: instant})).created_at})
    assert desk.record().mention.id == "m1"
