"""Ids and addresses in the form each platform gives them, on hosts that do not exist."""

import random

ALPHABET_36 = "0123456789abcdefghijklmnopqrstuvwxyz"
SORTABLE_32 = "234567abcdefghijklmnopqrstuvwxyz"
URL_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
X_EPOCH_MS = 1_288_834_974_657
PAGE = "100000000417"
Dice = random.Random


class Post:
    """Where a post stands: channel, id, and whether it is private."""

    def __init__(self, channel: str, at: float, *, private: bool, parent: str | None, dice: Dice):
        self.channel = channel
        self.private = private
        self.id = _new_id(channel, at, private, parent, dice)

    def permalink(self, author: dict[str, str | int | None], root: str | None) -> str | None:
        """Return the public address; private messages have none."""
        if self.private:
            return None
        handle, thread = author["handle"], root or self.id
        return {
            "x": f"https://x.example/{handle}/status/{self.id}",
            "facebook": f"https://facebook.example/acmehelp/posts/{thread}?comment={self.id}",
            "instagram": f"https://instagram.example/p/{thread}/c/{self.id}/",
            "mastodon": _fediverse(str(handle), self.id),
            "bluesky": f"https://bluesky.example/profile/{author['id']}/post/{self.id}",
            "reddit": f"https://reddit.example/r/acme/comments/{thread[3:]}/_/{self.id[3:]}/",
            "youtube": f"https://youtube.example/watch?v=acme-film-01&lc={self.id}",
            "generic": f"https://forum.example/acme/t/{thread}#{self.id}",
        }[self.channel]


def new_author_id(channel: str, number: int, dice: Dice) -> str:
    """Return an account id of the platform's kind; `number` keeps it unique."""
    tail = f"{number:05d}"
    if channel == "bluesky":
        return (
            "did:plc:" + _draw(SORTABLE_32, 20, dice) + _in_base(number, SORTABLE_32).rjust(4, "2")
        )
    if channel == "youtube":
        return "UC" + _draw(URL_64, 17, dice) + tail
    if channel == "reddit":
        return f"t2_{_draw(ALPHABET_36, 4, dice)}{_in_base(number, ALPHABET_36)}"
    if channel == "generic":
        return f"u-{number + 1200}"
    lead = {"x": "15", "facebook": "74", "instagram": "178", "mastodon": "1116"}[channel]
    return lead + str(dice.randrange(10**8, 10**9)) + tail


def _new_id(channel: str, at: float, private: bool, parent: str | None, dice: Dice) -> str:
    ms = int(at * 1000)
    if channel == "x":
        return str((ms - X_EPOCH_MS << 22) | dice.randrange(1 << 22))
    if channel == "mastodon":
        return str((ms << 16) | dice.randrange(1 << 16))
    if channel == "bluesky":
        return _in_base((ms * 1000 << 10) | dice.randrange(1 << 10), SORTABLE_32)
    if channel == "reddit":
        return "t1_" + _in_base(int("oc00000", 36) + (ms // 10 % 10**8) * 7, ALPHABET_36)
    if channel == "facebook":
        return f"m_{_draw(URL_64, 22, dice)}" if private else f"{PAGE}_{_number(15, dice)}"
    if channel == "instagram":
        return "180" + _number(14, dice)
    if channel == "youtube":
        own = _draw(URL_64, 16, dice)
        return f"{parent.split('.')[0]}.{own}" if parent else f"Ug{own}4AaABAg"
    return f"{'wm' if private else 'post'}-{ms // 100 % 10**7:07d}"


def _fediverse(handle: str, post: str) -> str:
    name, _, server = handle.partition("@")
    return f"https://{server or 'acme-social.example'}/@{name}/{post}"


def _draw(alphabet: str, length: int, dice: Dice) -> str:
    return "".join(dice.choice(alphabet) for _ in range(length))


def _number(length: int, dice: Dice) -> str:
    return f"{dice.randrange(10**length):0{length}d}"


def _in_base(number: int, alphabet: str) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, len(alphabet))
        digits = alphabet[rest] + digits
        if not number:
            return digits
