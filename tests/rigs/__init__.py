"""One rig for each connector, by the connector's name."""

from tests.rigs.bluesky import BlueskyRig
from tests.rigs.discourse import DiscourseRig
from tests.rigs.facebook import FacebookRig
from tests.rigs.feed import FeedRig
from tests.rigs.generic import GenericRig
from tests.rigs.instagram import InstagramRig
from tests.rigs.mastodon import MastodonRig
from tests.rigs.reddit import RedditRig
from tests.rigs.rig import Rig
from tests.rigs.stores import AppStoreRig, GooglePlayRig
from tests.rigs.whatsapp import WhatsappRig
from tests.rigs.wordpress import WordPressRig
from tests.rigs.x import XRig
from tests.rigs.youtube import YoutubeRig

RIGS: dict[str, type[Rig]] = {
    "app_store": AppStoreRig,
    "bluesky": BlueskyRig,
    "discourse": DiscourseRig,
    "facebook": FacebookRig,
    "feed": FeedRig,
    "generic": GenericRig,
    "google_play": GooglePlayRig,
    "instagram": InstagramRig,
    "mastodon": MastodonRig,
    "reddit": RedditRig,
    "whatsapp": WhatsappRig,
    "wordpress": WordPressRig,
    "x": XRig,
    "youtube": YoutubeRig,
}
