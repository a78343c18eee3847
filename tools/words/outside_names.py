"""Names from platforms and files, written so that they stay names: no markup, no link, no picture."""


def plain(text: str) -> str:
    """A name from outside, harmless in Markdown."""
    for mark in "\\`*_[]<>|#":
        text = text.replace(mark, f"\\{mark}")
    for mark, parted in (("://", ":\u200b//"), ("www.", "www\u200b."), ("@", "\u200b@")):  # no address becomes a link
        text = text.replace(mark, parted)
    return " ".join(text.split())
