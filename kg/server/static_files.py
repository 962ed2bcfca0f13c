"""The files that pages load: read once, compressed once, under names that change with their content."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

FOLDER = Path(__file__).with_name("static")
_FOREVER = "public, max-age=31536000, immutable"
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class _File:
    data: bytes
    packed: bytes | None  # None where packing gains nothing
    media_type: str


@lru_cache(maxsize=1)
def _files() -> tuple[dict[str, _File], dict[str, str]]:
    """The files by their hashed names, and the hashed names by the plain ones."""
    files, hashed = {}, {}
    for path in sorted(each for each in FOLDER.rglob("*") if each.is_file() and not each.name.startswith(".")):
        plain = path.relative_to(FOLDER).as_posix()
        data = path.read_bytes()
        packed = gzip.compress(data, 9, mtime=0)
        stem, dot, suffix = plain.rpartition(".")
        name = f"{stem}.{hashlib.sha256(data).hexdigest()[:12]}.{suffix}" if dot else plain
        kind = _TYPES.get(path.suffix) or mimetypes.guess_type(plain)[0] or "application/octet-stream"
        files[name] = _File(data, packed if len(packed) < 0.9 * len(data) else None, kind)
        hashed[plain] = name
    return files, hashed


def static_path(name: str) -> str:
    """The path of a static file, as pages write it: `style.css` is at `/static/style.0a1b2c3d4e5f.css`.

    Raises KeyError where there is no such file.
    """
    return f"/static/{_files()[1][name]}"


async def static_file(request: Request) -> Response:
    """Answer with a file; its address changes whenever it does, so it may be kept for ever."""
    file = _files()[0].get(request.path_params["name"])
    if file is None:
        return Response("There is no such file.\n", 404, media_type="text/plain")
    headers = {"Cache-Control": _FOREVER, "Vary": "Accept-Encoding"}
    if file.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(file.packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=file.media_type)
    return Response(file.data, headers=headers, media_type=file.media_type)
