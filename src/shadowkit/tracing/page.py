"""A trace as one HTML file: complete without its script, which filters and follows links into
what is closed or filtered out.  The file names nothing outside of itself."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

from shadowkit import resources
from shadowkit.tracing.objects import TraceObject
from shadowkit.tracing.view import view


def written(trace: TraceObject, statuses: Mapping[str, str]) -> bytes:
    """The file in UTF-8; `statuses` are the words for what became of earlier recommendations."""
    # Imported here: `trace` as text must not pay for jinja2.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(resources.path("templates", "html")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = resources.text("style", "trace.css")
    script = resources.text("templates", "html", "trace-script.j2")
    submissions = [
        view(one, number, statuses) for number, one in enumerate(trace["submissions"], 1)
    ]
    page = environment.get_template("trace.html.j2").render(
        submissions=submissions,
        statuses=statuses,
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    return page.encode("utf-8", "backslashreplace")


def _hash(text: str) -> str:
    """What the page's own rule lets through: this text and no other."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
