"""Whose turn it is to renew a secret, in memory."""

from datetime import datetime

from earshot.domain.records import Turn
from earshot.store import keys
from local.memory.rows import Rows


class MemoryRenewals:
    rows: Rows

    def take_turn(self, secret: str, *, holder: str, now: datetime, until: datetime) -> Turn:
        key = keys.renewal_key(secret)
        with self.rows.lock:
            was = self.rows.get(key, Turn)
            if was and was.holder != holder and was.until > now:
                return was
            replaced = was.replaced if was else None
            turn = Turn(secret=secret, holder=holder, until=until, replaced=replaced)
            self.rows.put(key, turn)
            return turn

    def end_turn(self, turn: Turn, *, now: datetime) -> None:
        key = keys.renewal_key(turn.secret)
        with self.rows.lock:
            was = self.rows.get(key, Turn)
            if was and was.holder == turn.holder:
                self.rows.put(key, turn.model_copy(update={"until": now}))
