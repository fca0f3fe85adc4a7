"""The page around the body: head, style sheet, language and direction."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from shadowkit import resources
from shadowkit.model.document import Document

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def _template() -> Template:
    # Imported here: commands that write no HTML must not pay for jinja2.
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.from_string(resources.text("templates", "html", "page.html.j2"))


def framed(document: Document, body: str, style: str = "") -> str:
    """A whole page: `body` and `style` are mark-up of our own making, all else is escaped."""
    from markupsafe import Markup

    return _template().render(
        language=document.language,
        direction=document.direction,
        title=document.title,
        subject=document.subject,
        style=Markup(style),
        body=Markup(body),
    )
