"""The tokens in an account's secrets: the app's to read in public, the user's for all else."""

from base64 import b64encode
from collections.abc import Callable

from earshot.channels import elements, oauth
from earshot.channels.connector import field_of, fields_of
from earshot.channels.http import FORM

PATH = "/2/oauth2/token"


def bearer(secret: str) -> str:
    """The token of the app."""
    return field_of(fields_of(secret), "bearer_token")


def renewal(base: str) -> Callable[[str], str]:
    """What makes the next value of a secret: the same with a new pair of tokens.

    An app with a secret of its own proves itself by that, any other by its name alone.
    """

    def renewed(secret: str) -> str:
        fields = fields_of(secret)
        asked = {"grant_type": "refresh_token", "refresh_token": field_of(fields, "refresh_token")}
        client, headers = field_of(fields, "client_id"), dict(FORM)
        if proof := fields.get("client_secret"):
            pair = b64encode(f"{client}:{proof}".encode()).decode()
            headers["Authorization"] = f"Basic {pair}"
        else:
            asked["client_id"] = client
        return elements.dump(fields | oauth.ask(base + PATH, asked, headers))

    return renewed
