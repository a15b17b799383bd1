"""A WhatsApp number under the contract suite."""

from typing import Any

from local.platforms.meta import NUMBER
from local.platforms.meta_pushes import on_whatsapp
from local.platforms.meta_things import Thing
from tests.rigs.meta import MetaRig


class WhatsappRig(MetaRig):
    connector = "whatsapp"
    sends_to = "/messages"
    object = "whatsapp_business_account"
    own_id = NUMBER

    def message_id(self, number: int) -> str:
        return f"wamid.HBgLMTU1NTAwMDIyMjI{number}=="

    def entry(self, thing: Thing) -> dict[str, Any]:
        return on_whatsapp(thing, self.now)
