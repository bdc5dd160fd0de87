"""For mkdocs: links that leave docs/ lead to the repository, as the site holds the pages only."""

from __future__ import annotations

import posixpath
import re
from typing import Any

_LINK = re.compile(r"\]\((\.\./[^)#\s]+)")


def on_page_markdown(markdown: str, *, page: Any, config: Any, **_: object) -> str:
    """The page's text with the links that leave docs/ made absolute; mkdocs calls it for every page."""
    here = posixpath.dirname(page.file.src_uri)

    def outside(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(here, link[1]))
        if not target.startswith("../"):
            return link[0]
        return f"]({config['repo_url'].rstrip('/')}/blob/main/{target.removeprefix('../')}"

    return _LINK.sub(outside, markdown)
