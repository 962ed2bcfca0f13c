"""A model's endpoint: asks it within the limits, tries again where that may help, and remembers what it answered."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from kg.llm.answers import Answer, NoAnswer, read_content, read_reply
from kg.llm.cache import Cache, question_digest
from kg.llm.drafts import Usage
from kg.llm.settings import KEY_VARIABLE, LATE, USUAL, Limits, LlmError, Model, check_installed

_LETTERS_A_TOKEN = 3  # fewer than most languages have, so that the estimate is rather too high
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529})
_CURES = {
    401: f"the key is missing or wrong: set {KEY_VARIABLE}",
    402: "the account has no credit left",
    403: f"the key may not do this: look at {KEY_VARIABLE} and at the model's name",
    404: "there is no such address or model: look at --llm-url and --llm-model",
    405: "this is not the address of chat completions: look at --llm-url",
}


class Endpoint:
    """Asks one model and counts what that takes, for any number of articles. Not for several threads at once.

    `sleep` waits for some seconds, `now` tells the time: tests give their own. `tell` hears, in a line, that it takes
    long.
    """

    def __init__(
        self,
        model: Model,
        limits: Limits = USUAL,
        cache: Cache | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        check_installed()
        self.model, self.limits = model, limits
        self._cache, self._sleep, self._now, self._tell = cache, sleep, now, tell
        self._usage = Usage()
        self._unanswered = 0
        self._answers = False

    @property
    def usage(self) -> Usage:
        """What asking has taken so far."""
        return self._usage

    def ask(self, messages: Sequence[Mapping[str, str]], form: Mapping[str, Any], version: str) -> Answer | NoAnswer:
        """The model's answer in this form (a JSON Schema), from the cache where it was given before.

        Raises LlmError where no question could be answered: a refused key, a wrong address, a redirect, or
        an endpoint that has failed at so many questions in a row as the limits bear with.
        """
        body = self._body(messages, form)
        digest = question_digest(self.model.address, version, body)
        kept = self._cache.get(digest) if self._cache else None
        known = read_content(kept) if kept is not None else None
        if isinstance(known, Answer):
            self._count(cached=1)
            return known
        answer = self._persist(body)
        if self._cache and isinstance(answer, Answer):
            self._cache.put(digest, answer.content)
        self._unanswered = self._unanswered + 1 if isinstance(answer, NoAnswer) and answer.again else 0
        self._give_up(answer)
        return answer

    def _give_up(self, answer: Answer | NoAnswer) -> None:
        """Raise LlmError where asking on would only take time."""
        if isinstance(answer, Answer):
            self._answers = True
            return
        number, limits = self._unanswered, self.limits
        if answer.reason == LATE and not self._answers and number >= limits.bears_without:
            cure = "give a slow model more time with --llm-timeout SECONDS, or name a quicker one"
            raise LlmError(f"{self.model.url} has not answered anything: {answer.detail}; {cure}")
        if number >= limits.bears_with:
            raise LlmError(f"{self.model.url}: {number} questions in a row without an answer; last: {answer.detail}")

    def _body(self, messages: Sequence[Mapping[str, str]], form: Mapping[str, Any]) -> str:
        body: dict[str, Any] = {
            "model": self.model.name,
            "messages": list(messages),
            "temperature": 0,
            "max_tokens": self.limits.answer_tokens,
            "stream": False,
        }
        if self.model.output == "schema":
            named = {"name": "facts", "strict": True, "schema": form}
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        elif self.model.output == "object":
            body["response_format"] = {"type": "json_object"}
        body |= self.model.parameters
        return json.dumps({key: value for key, value in body.items() if value is not None})

    def _persist(self, body: str) -> Answer | NoAnswer:
        """Ask until there is an answer, or no use in asking."""
        wait, last = self.limits.first_wait, ""
        for number in range(1, self.limits.tries + 1):
            if not self._affords(body):
                return NoAnswer("over-budget", f"the limit of requests or tokens is reached{last}")
            reply = self._try(body)
            if isinstance(reply, Answer) or not reply.again:
                return reply
            most = min(self.limits.tries, self.limits.late_tries) if reply.reason == LATE else self.limits.tries
            if number >= most:
                return reply
            if reply.reason == LATE:
                self._tell(f"{self.model.url}: {reply.detail}; asking again ({number + 1} of {most})")
            pause = max(wait, reply.wait or 0.0)
            if pause > self.limits.longest_wait:
                return reply
            self._sleep(pause)
            wait, last = wait * 2, f"; before that {reply.reason}: {reply.detail}"
        raise AssertionError("tries is at least 1")

    def _affords(self, body: str) -> bool:
        """Whether another request stays within the limits, even if its answer is as long as it may be."""
        most = _estimate(body) + self.limits.answer_tokens
        return self._usage.requests < self.limits.requests and self._usage.tokens + most <= self.limits.tokens

    def _try(self, body: str) -> Answer | NoAnswer:
        """One request, counted with the tokens that the endpoint says, else with an estimate."""
        from kg.llm.exchange import send

        received = send(
            self.model.address,
            self._headers(),
            body.encode("ascii"),
            timeout=self.limits.timeout,
            most_bytes=self.limits.answer_bytes,
        )
        if isinstance(received, NoAnswer):
            self._count(requests=1, tokens=_estimate(body))
            return received
        if not 200 <= received.status < 300:
            self._count(requests=1)
            return self._explain(received.status, received.retry_after, received.data)
        answer = read_reply(received.data)
        said = answer.tokens if isinstance(answer, Answer) else None
        self._count(requests=1, tokens=said or _estimate(body) + len(received.data) // _LETTERS_A_TOKEN)
        return answer

    def _headers(self) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        return headers | ({"Authorization": f"Bearer {self.model.key}"} if self.model.key else {})

    def _explain(self, status: int, retry_after: str | None, data: bytes) -> NoAnswer:
        """Why there is no answer; raises LlmError where there will never be one."""
        if 300 <= status < 400:
            raise LlmError(f"The endpoint {self.model.url} sends elsewhere ({status}), and kg does not follow.")
        if status in _CURES:
            raise LlmError(f"The endpoint {self.model.url} answers {status}: {_CURES[status]}.")
        if status in _PASSING:
            reason = "rate-limited" if status == 429 else "server-error"
            return NoAnswer(reason, f"the endpoint answers {status}", again=True, wait=self._seconds(retry_after))
        words = self._words(data)
        return NoAnswer("bad-request", f"the endpoint answers {status}" + (f": {words}" if words else ""))

    def _seconds(self, retry_after: str | None) -> float | None:
        """Retry-After in seconds (RFC 9110, 10.2.3), which may be a number of seconds or a date."""
        if retry_after is None:
            return None
        if retry_after.strip().isdecimal():
            return float(retry_after[:12])
        try:
            return (parsedate_to_datetime(retry_after) - self._now()).total_seconds()
        except (ValueError, TypeError, OverflowError):
            return None

    def _words(self, data: bytes) -> str:
        """The endpoint's own message, cut, without what a terminal should not be shown, and without the key."""
        try:
            reply = json.loads(data)
        except (ValueError, RecursionError):
            return ""
        error = reply.get("error") if isinstance(reply, dict) else None
        message = error.get("message") if isinstance(error, dict) else None
        if not isinstance(message, str):
            return ""
        hidden = message.replace(self.model.key, "***") if self.model.key else message
        return "".join(letter for letter in hidden if letter.isprintable())[:200]

    def _count(self, requests: int = 0, tokens: int = 0, cached: int = 0) -> None:
        known = self._usage
        self._usage = Usage(known.requests + requests, known.tokens + tokens, known.cached + cached)


def _estimate(body: str) -> int:
    return len(body) // _LETTERS_A_TOKEN
