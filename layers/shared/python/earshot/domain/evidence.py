"""What is kept of a post that may matter in court or in a crisis, whatever becomes of it later.

The words are the author's: when the post is deleted they go with it. What stays can prove what a
copy in somebody else's hands said (the hash), and where, when, by whom and how widely it was read.
"""

from hashlib import sha256
from typing import Any

from earshot.domain.guard import of_kinds, unshown
from earshot.domain.judgement import Classification
from earshot.domain.mention import Mention
from earshot.domain.pii import find, mask
from earshot.domain.playbook import Playbook
from earshot.domain.written_instant import instant


def snapshot(mention: Mention, understood: Classification, playbook: Playbook) -> dict[str, Any]:
    """The evidence as JSON values.

    The words are in it only where the playbook keeps them, without the personal data that nobody
    is shown, and without what our detectors would not find again to hide it from some.
    """
    text = mention.text or ""
    found: dict[str, Any] = {
        "text_sha256": sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "author_id": mention.author.id,
        "followers": mention.author.followers,
        "permalink": mention.permalink,
        "created_at": instant(mention.created_at),
        "edited_at": instant(mention.edited_at) if mention.edited_at else None,
        "visibility": mention.visibility,
        "engagement": mention.engagement.model_dump(exclude_none=True),
        "risk": list(understood.risk),
        "labels": {
            name: list(getattr(understood, name)[:2])
            for name in ("relevance", "topic", "intent", "sentiment", "urgency")
        },
        "classifier": understood.version,
    }
    if playbook.evidence.keep_words:
        never, ours = unshown(playbook.privacy), find(text)
        theirs = [span for span in understood.personal_data if span not in ours]
        hidden = of_kinds(theirs, never.union(playbook.privacy.mask))
        found["words"] = mask(text, [*of_kinds(ours, never), *hidden])
    return {name: value for name, value in found.items() if value not in (None, {}, [])}
