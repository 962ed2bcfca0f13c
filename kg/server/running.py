"""A server that runs: its socket, and uvicorn with the limits that the settings give."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from dataclasses import replace
from types import FrameType

import uvicorn

from kg.errors import KgError
from kg.server.app import create_app
from kg.server.connections import connections
from kg.server.settings import Settings


def run(settings: Settings, tell: Callable[[str], None]) -> None:
    """Serve until the process is told to end (SIGINT, SIGTERM); `tell` hears the address as soon as it listens.

    Raises StoreError where the store cannot be opened, KgError where the address is taken.
    """
    with listening(settings) as listener:
        settings = replace(settings, port=listener.getsockname()[1])
        app = create_app(settings)
        config = uvicorn.Config(
            app,
            loop="auto",
            http=connections(settings.header_deadline, settings.write_deadline),
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            backlog=1_024,
            limit_concurrency=settings.connections,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=int(settings.grace),
        )
        _Server(config, lambda: tell(_told(settings))).run([listener])


def _told(settings: Settings) -> str:
    here = replace(settings, base_url="").address
    return here if here == settings.address else f"{here} as {settings.address}"


class _Server(uvicorn.Server):
    """Says when it is ready, and ends without a word."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End; where it is told so again, at once, without a traceback of what that broke off."""
        if self.should_exit:
            logging.getLogger("uvicorn.error").disabled = True
        super().handle_exit(sig, frame)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def listening(settings: Settings) -> socket.socket:
    """The socket of a server. Raises KgError where it cannot be had."""
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        return socket.create_server((settings.host, settings.port), family=family, backlog=1_024)
    except OSError as error:
        why = str(error.strerror or error).partition(" (while ")[0]
        raise KgError(f"{settings.host}:{settings.port} cannot be listened on: {why}") from error
