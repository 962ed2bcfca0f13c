"""Who may write: tokens, of which the server's file has only the hashes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError

_LINE = re.compile(r"(?P<name>[\w.@-]{1,64}):sha256:(?P<digest>[0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Token:
    """A token as the file has it: whose it is, and the SHA-256 of its secret."""

    name: str
    digest: str

    def line(self) -> str:
        """The token's line in the file."""
        return f"{self.name}:sha256:{self.digest}"


def new_token(name: str) -> tuple[str, Token]:
    """A secret, of 256 bits, and the token that the file is to have. Raises KgError for a name that does not fit."""
    secret = f"kg_{secrets.token_urlsafe(32)}"
    token = Token(name, _digest(secret))
    if not _LINE.fullmatch(token.line()):
        raise KgError(f"{name!r} cannot be the name of a token: use letters, digits and . _ - @")
    return secret, token


def add_token(path: Path, name: str) -> str:
    """Make a token, add it to a file, which only its owner may read, and give its secret.

    Raises KgError for a name that does not fit or is there already.
    """
    secret, token = new_token(name)
    if path.exists() and name in {each.name for each in read_tokens(path)}:
        raise KgError(f"{path} has a token of {name} already: delete its line first")
    try:
        written = path.read_bytes() if path.exists() else b""
        gap = "\n" if written and not written.endswith(b"\n") else ""  # an editor may leave the last line open
        with open(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="utf-8") as file:
            file.write(gap + token.line() + "\n")
    except OSError as error:
        raise KgError(f"{path} cannot be written: {error.strerror}") from error
    return secret


def read_tokens(path: Path) -> tuple[Token, ...]:
    """The tokens of a file, one a line; `#` begins a remark. Raises KgError for a line that is none."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise KgError(f"{path} cannot be read: {error.strerror}") from error
    tokens = []
    for number, line in enumerate(lines, 1):
        found = _LINE.fullmatch(line.strip())
        if found:
            tokens.append(Token(found["name"], found["digest"]))
        elif line.strip() and not line.lstrip().startswith("#"):
            raise KgError(f"{path}:{number}: this is no token; `kg token NAME --file {path}` adds one")
    return tuple(tokens)


def holder(authorization: str, tokens: tuple[Token, ...]) -> str | None:
    """Whose token an Authorization header has (Bearer, or Basic with the token as its password), or None.

    Takes as long for a wrong token as for a right one.
    """
    digest = _digest(_secret(authorization))
    found = None
    for token in tokens:
        if hmac.compare_digest(token.digest, digest):
            found = token.name
    return found


def _secret(authorization: str) -> str:
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).decode("utf-8").partition(":")[2]
        except ValueError:  # no ASCII, no base64, or no UTF-8 in it
            return ""
    return ""


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
