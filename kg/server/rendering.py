"""Jinja templates as pages: every value escaped, every name that is missing an error."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from kg.server.static_files import static_path

FOLDER = Path(__file__).with_name("templates")


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of kg/server/templates; `static('style.css')` gives a file's path."""
    jinja = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.globals["static"] = static_path
    return jinja


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """The page that a template makes of these values; it also knows `request`, `settings` and `addresses`."""
    state = request.app.state
    text = (
        environment()
        .get_template(template)
        .render(request=request, settings=state.settings, addresses=state.addresses, **values)
    )
    return HTMLResponse(text, status)
