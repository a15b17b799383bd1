"""Let somebody else tell the language of a mention before its words are read."""

from earshot.domain.judgement import Classification
from earshot.domain.mention import Mention
from earshot.domain.playbook import Playbook
from earshot.ports import Languages
from earshot.usecases.classify import Classifier


def hearing(classifier: Classifier, languages: Languages) -> Classifier:
    """A classifier that asks `languages` where the platform does not name the language itself.

    Where they do not know better, the classifier's own rules decide as ever.
    """

    def understood(mention: Mention, playbook: Playbook) -> Classification:
        told = languages.tell(mention.text) if mention.text and not _named(mention) else None
        if told is None:
            return classifier(mention, playbook)
        heard = mention.model_copy(update={"language": told.value})
        return classifier(heard, playbook)._replace(language=told)

    return understood


def _named(mention: Mention) -> bool:
    return bool(mention.language) and not str(mention.language).lower().startswith("und")
