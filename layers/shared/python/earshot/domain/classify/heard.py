"""What two judges share: what was heard of a mention, and what one of them says of it.

Both are plain tuples, since this is the hot path: a name for each place would cost more than some
of the labels.
"""

from earshot.domain.judgement import Label
from earshot.domain.mention import Mention

Heard = tuple[Mention, str, list[float], float, bool]
"""Mention, text, a weight per cue, the feeling from -1 to 1, and whether it speaks to us."""

Said = tuple[Label, Label, Label, Label, float, tuple[Label, ...], str]
"""Relevance, topic, intent, sentiment and its strength, flags, and the version of who says so."""
