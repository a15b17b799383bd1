"""Signs that mean the same in every language; single code points, variation marks aside."""

CUES = {
    "valence 2.5": "😍, 🥰, ❤, 💖, 💕, 🤩, 😻",
    "valence 1.5": "😊, 😀, 😃, 😄, 😁, 🙂, 👍, 👏, 🎉, 💪, 🙌, ⭐, 🌟, ✨, 💯, 😎, 🤗, ☺, 🏆",
    "valence 0.3": "😂, 🤣, 🙏",
    "valence -1.5": "😞, 😔, 😕, 🙁, ☹, 😒, 🙄, 😩, 😫, 😢, 👎, 🤦, 😤, 💔, 😟, 😣, 😖",
    "valence -2.5": "😡, 😠, 🤬, 🤮, 🤢, 💩, 🖕",
    "praise 1": "👏, 🙌, 😍, 🥰, 🤩",
    "promotion 1": "🔥, 💰, 🤑, 💸, 👇, 🎁",
}
