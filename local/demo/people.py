"""The demo's agents as users of the deployed pool: they log in as any agent does."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from local.clients import client as client_of

POOL = "UserPoolId"
CLIENT = "UserPoolClientId"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A user to be: their name, and the groups that say what they may do."""

    username: str
    name: str
    groups: tuple[str, ...]


def cognito(endpoint: str) -> Any:
    """The user pools of the local AWS."""
    return client_of("cognito-idp", endpoint)


def enrol(client: Any, outputs: dict[str, str], person: Person) -> str:
    """Make the user, or give them a new password; return an ID token, which names them."""
    pool = outputs[POOL]
    password = f"Aa1!{secrets.token_urlsafe(18)}"
    with suppress(client.exceptions.UsernameExistsException):  # a run before this one made them
        client.admin_create_user(
            UserPoolId=pool,
            Username=person.username,
            MessageAction="SUPPRESS",
            UserAttributes=[{"Name": "name", "Value": person.name}],
        )
    client.admin_set_user_password(
        UserPoolId=pool, Username=person.username, Password=password, Permanent=True
    )
    for group in person.groups:
        with suppress(client.exceptions.GroupExistsException):
            client.create_group(UserPoolId=pool, GroupName=group)
        client.admin_add_user_to_group(UserPoolId=pool, Username=person.username, GroupName=group)
    answer = client.initiate_auth(
        ClientId=outputs[CLIENT],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": person.username, "PASSWORD": password},
    )
    return str(answer["AuthenticationResult"]["IdToken"])
