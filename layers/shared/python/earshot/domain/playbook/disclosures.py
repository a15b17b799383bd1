"""Whether what a playbook lets us say holds personal data that is not our own."""

from collections.abc import Iterator

from earshot.domain.guard import exposed
from earshot.domain.playbook.checks import Data, Finding, at

_SAID = (
    ("templates", "*", "text"),
    ("templates", "*", "languages", "*"),
    ("disclosure", "sign_off"),
    ("answers", "*", "answer"),
)


def disclosures(data: Data) -> Iterator[Finding]:
    """Every place at which a template or the sign-off would tell it to everybody."""
    own = [value for _, value in at(data, "privacy", "own_contacts", "*") if isinstance(value, str)]
    for steps in _SAID:
        for path, text in at(data, *steps):
            if isinstance(text, str):
                for kind in dict.fromkeys(span.kind for span in exposed(text, "public", own)):
                    yield Finding(path, *_said(kind))


def _said(kind: str) -> tuple[str, str]:
    named = kind.replace("_", " ")
    return (
        f"holds personal data that everybody would read: {named}",
        "take it out, or list it in privacy.own_contacts if it is your own",
    )
