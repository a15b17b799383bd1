"""What understands mentions beside the built-in rules, where a playbook asks for it.

Each backend is optional: where it is not installed the built-in rules do its work, and that is
said once.
"""

from collections.abc import Callable

from earshot.domain.classify import classify
from earshot.domain.playbook import Playbook
from earshot.usecases.classify import Classifier
from earshot.usecases.hearing import hearing

MISSING = "classification.language is fasttext, and the extra `language` is not installed"


def classifier_for(playbook: Playbook, worry: Callable[[str], None]) -> Classifier:
    """The classifier that a playbook asks for; `worry` is told what it has to do without."""
    if playbook.classification.language != "fasttext":
        return classify
    from earshot.backends.fasttext import languages

    found = languages()
    if found is None:
        worry(MISSING)
        return classify
    return hearing(classify, found)


__all__ = ["classifier_for"]
