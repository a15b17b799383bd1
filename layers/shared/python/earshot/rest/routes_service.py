"""Routes about the service itself and about who is asking."""

from aws_lambda_powertools.event_handler.api_gateway import Router

import earshot
from earshot.rest.asking import Anyone, AtDesk
from earshot.rest.service_views import Health, Me, Version

router = Router()


@router.get("/health", operation_id="health", tags=["service"])
def health() -> Health:
    """Whether the API answers; looks at nothing else."""
    return Health(status="ok")


@router.get("/version", operation_id="version", tags=["service"])
def version(at: AtDesk) -> Version:
    """Which release, classifier and playbook are at work."""
    from earshot.domain.classify import classifier

    return Version(
        earshot=earshot.__version__,
        classifier=classifier(at.playbook),
        playbook=at.playbook.stamp,
    )


@router.get("/v1/me", operation_id="me", tags=["service"])
def me(who: Anyone) -> Me:
    """Who the API takes you for, and what you may see."""
    return Me(
        id=who.id,
        agent=who.agent,
        name=who.name,
        roles=sorted(who.roles),
        teams=sorted(who.teams),
        brands=sorted(who.brands),
        all_teams=who.leads and not who.teams,
    )
