"""A browser that a test types and clicks in: Chromium, over its own protocol and a pipe, so that no port is open.

https://chromedevtools.github.io/devtools-protocol/
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --remote-debugging-pipe"
).split()
_PATIENCE = 60.0  # seconds for one answer of the browser


class Page:
    """The browser's one page. `call` is the protocol, the rest what a reader does."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers = commands, answers
        self._buffer, self._number, self._session = b"", 0, ""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The result of one command. Raises AssertionError with what the browser says of one that fails."""
        self._number += 1
        told = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            told["sessionId"] = self._session
        os.write(self._commands, json.dumps(told).encode() + b"\0")
        end = time.monotonic() + _PATIENCE
        while True:
            answer = self._next(end)
            if answer.get("id") == self._number:
                assert "error" not in answer, (method, answer["error"])
                result: dict[str, Any] = answer["result"]
                return result

    def _next(self, end: float) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._answers], [], [], max(end - time.monotonic(), 0))
            assert ready, "the browser does not answer"
            self._buffer += os.read(self._answers, 1 << 20)
        told, _, self._buffer = self._buffer.partition(b"\0")
        answer: dict[str, Any] = json.loads(told)
        return answer

    def open(self, url: str) -> None:
        """Go to an address, and wait until the page and its scripts are there."""
        self.call("Page.navigate", url=url)
        self.until(
            f"location.href.split('#')[0] === {json.dumps(url)}.split('#')[0] && document.readyState === 'complete'"
        )

    def value(self, expression: str) -> Any:
        """The value of an expression in the page."""
        told = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def until(self, expression: str, seconds: float = 20) -> Any:
        """The value of an expression as soon as it is true; True for an element."""
        end = time.monotonic() + seconds
        found = f"(() => {{ try {{ return {expression}; }} catch {{ return null; }} }})()"
        while not (value := self.value(f"(found => found instanceof Node ? true : found)({found})")):
            assert time.monotonic() < end, f"it did not come about: {expression}"
            time.sleep(0.05)
        return value

    def type(self, text: str) -> None:
        """Type, key after key."""
        for character in text:
            self.call("Input.dispatchKeyEvent", type="keyDown", text=character, key=character)
            self.call("Input.dispatchKeyEvent", type="keyUp", key=character)

    def enter(self, modifiers: int = 0) -> None:
        """Press Enter; `modifiers` is 2 with Ctrl."""
        pressed = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "modifiers": modifiers}
        self.call("Input.dispatchKeyEvent", type="keyDown", text="" if modifiers else "\r", **pressed)
        self.call("Input.dispatchKeyEvent", type="keyUp", **pressed)

    def click(self, element: str) -> None:
        """Click in the middle of an element, which an expression gives."""
        self.value(f"{element}.scrollIntoView({{block: 'center', behavior: 'instant'}})")
        box = f"(() => {{ const box = {element}.getBoundingClientRect();"
        x, y = self.value(f"{box} return [box.x + box.width / 2, box.y + box.height / 2]; }})()")
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)


@contextlib.contextmanager
def browsing(profile: Path) -> Iterator[Page]:
    """A browser until the context ends; it keeps its own files in a folder."""
    commands, ours = os.pipe()
    theirs, answers = os.pipe()[::-1]
    # The browser reads commands at descriptor 3 and writes answers at 4.
    command = f'exec 3<&{commands} 4>&{theirs}; exec "$0" "$@"'
    process = subprocess.Popen(
        ["/bin/bash", "-c", command, str(CHROMIUM), *_FLAGS, f"--user-data-dir={profile}"],
        pass_fds=(commands, theirs),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(commands)
    os.close(theirs)
    try:
        yield Page(ours, answers)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
        os.close(answers)
