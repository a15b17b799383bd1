"""Take heed of what a platform tells beside mentions."""

from collections.abc import Callable
from dataclasses import dataclass

from earshot.domain.envelope import Noticed
from earshot.domain.notice import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Heeder:
    """`count` counts a notice by its label, so that none passes unseen."""

    count: Callable[[Notice], None]

    def heed(self, item: Noticed) -> None:
        """Do what the notice asks for, however often it is delivered."""
        self.count(item.notice)
