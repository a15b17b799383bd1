"""From the HTML of a post to the text a person reads."""

from html.parser import HTMLParser

_SILENT = frozenset({"script", "style", "template"})


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.parts.append("\n")
        elif tag == "p" and self.parts:
            self.parts.append("\n\n")
        elif tag == "li" and self.parts:
            self.parts.append("\n")
        elif tag in _SILENT:
            self.silent += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self.silent:
            self.silent -= 1

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """A section of a kind that nobody knows is a comment, as it is to browsers."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data.replace("\r", " ").replace("\n", " "))


def to_text(html: str) -> str:
    """Paragraphs are parted by a blank line, `<br>` is a new line, links are their own words."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts).strip()
