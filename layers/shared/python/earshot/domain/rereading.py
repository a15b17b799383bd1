"""The same words read once more: what was understood of them before, and what now."""

from earshot.domain.envelope import Classified
from earshot.domain.judgement import Classification
from earshot.domain.opinions import together
from earshot.domain.records import MentionRecord


def reread(item: Classified, known: MentionRecord) -> Classified:
    """The delivery without the loss of what is known of its words.

    A paid service is not asked each time, and not each time it answers. So personal data that was
    found in these words stays found, and the labels by which a case was opened or told stay. A post
    that is with nobody takes the new ones, which may make it a case.
    """
    if known.classification is None or not known.has_read(item.mention.text):
        return item
    before, now = Classification.from_dict(known.classification), item.understood()
    placed = (known.case_id or known.answers) and "unclassified" not in before.flags
    found = together(before.personal_data, now.personal_data)
    held = (before if placed else now)._replace(personal_data=found)
    return item.model_copy(update={"classification": held.as_dict()})
