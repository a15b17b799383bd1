"""What an agent is offered to say next in public of a matter that was taken offline."""

from typing import NamedTuple

from earshot.domain.case import Case
from earshot.domain.playbook import Playbook
from earshot.domain.promise import LegName
from earshot.domain.wording import filled, sayable


class Offer(NamedTuple):
    """A beginning for one leg of the promise, in the customer's language where there is one."""

    leg: LegName
    template: str
    text: str


def offer(case: Case, playbook: Playbook, *, template: str | None, agent: str) -> Offer | None:
    """The next public leg and its words; None where nothing is due, or the playbook has no words.

    `template` is the one of the clause that took the matter offline.
    """
    leg, name = _next(case, playbook, template)
    found = playbook.templates.get(name or "")
    if leg is None or name is None or found is None:
        return None
    brand = playbook.brands.get(case.brand)
    words = found.languages.get(case.language, found.text)
    house = brand.display_name if brand else case.brand
    text = filled(words, author=sayable(case.author), agent=agent, brand=house)
    return Offer(leg, name, text)


def _next(
    case: Case, playbook: Playbook, template: str | None
) -> tuple[LegName | None, str | None]:
    promise, words = case.promise, playbook.offline
    if promise is None or promise.waived or case.state == "resolved":
        return None, None
    if promise.acknowledgement.state in ("due", "refused"):
        unheard = promise.private.state == "refused"
        name = words.please_message_us if unheard else template or words.acknowledgement
        return "acknowledgement", name
    if promise.private.state == "sent" and promise.is_open:
        return "closure", words.closure
    return None, None
