"""What a client is told when something is wrong: plain text, or problem+json (RFC 9457) where it asks for JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from starlette.requests import HTTPConnection
from starlette.responses import Response


class Problem(Exception):  # noqa: N818  # of RFC 9457
    """An answer that is no success: its status, and what is wrong in words that help."""

    def __init__(
        self, status: int, detail: str, headers: Mapping[str, str] | None = None, *, findings: object = None
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, dict(headers or {})
        self.members: dict[str, object] = {"findings": findings} if findings else {}  # further ones of its JSON


def problem_response(request: HTTPConnection, problem: Problem) -> Response:
    """The problem as an answer."""
    title = HTTPStatus(problem.status).phrase
    headers = {"Cache-Control": "no-store", "Vary": "Accept", **problem.headers}
    if "json" in request.headers.get("accept", ""):
        told = {"title": title, "status": problem.status, "detail": problem.detail}
        body = json.dumps(told | problem.members, ensure_ascii=False)
        return Response(body + "\n", problem.status, headers, "application/problem+json")
    return Response(f"{problem.status} {title}: {problem.detail}\n", problem.status, headers, "text/plain")
