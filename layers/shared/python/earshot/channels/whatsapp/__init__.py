"""A WhatsApp number of the Cloud API: all of it is private."""

from collections.abc import Iterator
from datetime import timedelta

from earshot.channels.acts import check_act
from earshot.channels.capabilities import Capabilities, Limit
from earshot.channels.meta import windows
from earshot.channels.meta.connector import Meta
from earshot.channels.meta.envelope import Change
from earshot.channels.meta.notices import passed_over
from earshot.channels.values import Element, Posting, Sent
from earshot.channels.whatsapp import incoming
from earshot.domain.accounts import Account


class Whatsapp(Meta):
    """Pushes, Handshakes, Reads and Answers for one number.

    What was sent cannot be read back; a status that names it may still come.
    """

    capabilities = Capabilities(
        listens=frozenset({"push"}),
        does=frozenset({"private"}),
        private=(Limit(4_096),),
        private_window=timedelta(days=1),
        deletions=True,
        pace=(80, timedelta(seconds=1)),
    )
    listen_fields = ("app_secret", "verify_token")
    needs_own_ids = "the phone number id"

    def owner(self, change: Change) -> Account | None:
        """By the number: several of them share one WhatsApp Business Account, and its entry."""
        number = incoming.number_of(change.value)
        if number is None:
            # News of the whole Business Account: counted where its webhook is.
            return self._account
        return next((a for a in self._family if number in a.own_ids[:1]), None)

    def told(self, change: Change) -> Iterator[Element]:
        if change.field == "messages":
            yield from incoming.told(change, self._account)
        else:
            yield passed_over(self._account, change.field)

    def allow(self, posting: Posting) -> None:
        reply = posting.reply
        check_act(self.capabilities, reply)
        self.capabilities.check(reply.text, private=True)
        windows.check(posting, human_agent=False)

    def send(self, posting: Posting) -> Sent:
        from earshot.channels.whatsapp.outgoing import post

        self.allow(posting)
        return self.calling(self.answer_key(), lambda graph: post(graph, posting, self.own_id))
