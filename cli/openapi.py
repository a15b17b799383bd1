"""`earshot openapi`: the REST API as an OpenAPI 3.1 document."""

import json

import typer


def run() -> None:
    """Print the OpenAPI document of the REST API, as docs/openapi.json holds it.

    Example: `earshot openapi > docs/openapi.json`
    """
    from earshot.rest.openapi import document

    typer.echo(json.dumps(document(), indent=2, ensure_ascii=False))
