"""An endpoint that misbehaves below the level of answers: slow, broken, rude, greedy, or sending elsewhere."""

from __future__ import annotations

import gzip
import json
import logging
from http.server import BaseHTTPRequestHandler
from time import monotonic

import pytest

from kg.llm import Endpoint, Failure, Limits, LlmDraft, LlmError, Model, Usage, extract
from kg.llm.settings import USUAL
from kg.model import ArticleFacts
from tests.llm.samples import ANSWER, ARTICLE, asking, schema
from tests.llm.stub import Reply, as_json, completion, raw, stub_endpoint, writes

GOOD = writes(ANSWER)
ONCE = Limits(tries=1)
QUICK = Limits(tries=1, timeout=0.3, bears_without=2)
SECRET = "sk-not-for-anybody-4711"


def ask(*replies: Reply, limits: Limits = USUAL) -> tuple[LlmDraft, list[float]]:
    """What comes of the sample article, and the waits between the tries."""
    waits: list[float] = []
    with asking(*replies, limits=limits, waits=waits) as (_, endpoint):
        return extract(ARTICLE, schema(), endpoint), waits


def nothing(reason: str, detail: str, requests: int, tokens: int = 0) -> LlmDraft:
    """No facts, for this one reason."""
    return LlmDraft(ArticleFacts(ARTICLE), {}, 0, (Failure(0, reason, detail),), Usage(requests, tokens))


def estimate() -> int:
    """The tokens that one question is taken for where the endpoint does not say."""
    with asking(GOOD) as (stub, endpoint):
        extract(ARTICLE, schema(), endpoint)
        return int(stub.headers[0]["Content-Length"]) // 3


def good() -> ArticleFacts:
    """What the sample answer comes to."""
    return ask(GOOD)[0].facts


def test_a_server_that_recovers_is_asked_again() -> None:
    draft, waits = ask(raw(b"oh", 500), raw(b"", 503), GOOD)
    assert (draft, waits) == (LlmDraft(good(), usage=Usage(3, 100)), [1.0, 2.0])


def test_a_server_that_does_not_recover_is_left_after_four_tries() -> None:
    draft, waits = ask(raw(b"<h1>500</h1>", 500))
    assert (draft, waits) == (nothing("server-error", "the endpoint answers 500", 4), [1.0, 2.0, 4.0])


def test_retry_after_in_seconds_is_honoured() -> None:
    draft, waits = ask(raw(b"", 429, Retry_After="7"), GOOD)
    assert (draft.facts, waits) == (good(), [7.0])


def test_retry_after_as_a_date_is_honoured() -> None:
    draft, waits = ask(raw(b"", 503, Retry_After="Tue, 04 Mar 2031 12:00:30 GMT"), GOOD)
    assert (draft.facts, waits) == (good(), [30.0])


def test_an_endpoint_that_wants_an_hour_is_not_waited_for() -> None:
    draft, waits = ask(raw(b"", 429, Retry_After="3600"), GOOD)
    assert (draft, waits) == (nothing("rate-limited", "the endpoint answers 429", 1), [])


PAST = "Tue, 04 Mar 2031 11:00:00"


@pytest.mark.parametrize("value", ["soon", "-5", f"{PAST} GMT", PAST, f"{PAST} +{'9' * 20}", "²"])
def test_a_retry_after_without_sense_changes_nothing(value: str) -> None:
    draft, waits = ask(raw(b"", 429, Retry_After=value.encode().decode("latin-1")), GOOD)
    assert (draft.facts, waits) == (good(), [1.0])


def test_a_silent_server_is_left_at_the_timeout() -> None:
    def silent(handler: BaseHTTPRequestHandler) -> None:
        stub.closing.wait(5)

    with asking(silent, limits=QUICK) as (stub, endpoint):
        begun = monotonic()
        draft = extract(ARTICLE, schema(), endpoint)
        assert monotonic() - begun < 4
        stub.closing.set()
    assert draft == nothing("timed-out", "no whole reply within 0.3 s", 1, estimate())


@pytest.mark.parametrize("drop", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"])
def test_a_server_that_drips_is_left_at_the_timeout(drop: bytes) -> None:
    def drips(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(drop)
        for _ in range(100):
            stub.closing.wait(0.05)
            handler.wfile.write(b"a")

    with asking(drips, limits=QUICK) as (stub, endpoint):
        begun = monotonic()
        draft = extract(ARTICLE, schema(), endpoint)
        assert monotonic() - begun < 4
        stub.closing.set()
    assert draft == nothing("timed-out", "no whole reply within 0.3 s", 1, estimate())


def test_a_connection_that_closes_half_way_is_tried_again() -> None:
    def half(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + json.dumps(completion("{}")).encode())
        handler.close_connection = True

    draft, waits = ask(half, GOOD)
    assert (draft, waits) == (LlmDraft(good(), usage=Usage(2, estimate() + 100)), [1.0])


def test_a_server_that_hangs_up_is_tried_again() -> None:
    def hangs_up(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True

    draft, _ = ask(hangs_up, limits=ONCE)
    detail = "RemoteProtocolError at 127.0.0.1"
    assert draft == nothing("connection-lost", detail, 1, estimate())


def test_a_server_that_speaks_no_http_is_told_apart() -> None:
    draft, _ = ask(lambda handler: (handler.wfile.write(b"220 mail ready\r\n\r\n"), None)[1], limits=ONCE)
    assert draft == nothing("connection-lost", "RemoteProtocolError at 127.0.0.1", 1, estimate())


@pytest.mark.parametrize("host", ["a" * 64 + ".example", "a..example", "\u2603.example"])
def test_a_host_that_can_be_nobodys_ends_the_run(host: str) -> None:
    with pytest.raises(LlmError, match=f"The endpoint http://{host}/v1/chat/completions has a host that is none: "):
        extract(ARTICLE, schema(), Endpoint(Model(f"http://{host}/v1", "m"), ONCE))


def test_a_port_where_nothing_listens_is_told() -> None:
    with stub_endpoint(GOOD) as stub:
        url = stub.url
    draft = extract(ARTICLE, schema(), Endpoint(Model(url, "m"), ONCE))
    assert draft.failures == (
        Failure(0, "connection-lost", "nobody can be reached at 127.0.0.1: is the model running?"),
    )


def test_html_is_no_reply() -> None:
    page = raw(b"<!doctype html><title>Welcome</title>", Content_Type="text/html")
    draft, waits = ask(page, limits=Limits(tries=2))
    detail = "the reply is not JSON: is this the address of an API?"
    assert (draft, waits) == (nothing("not-json", detail, 2, 2 * (estimate() + 12)), [1.0])


def test_bytes_that_are_no_utf8_are_no_reply() -> None:
    draft, _ = ask(raw(json.dumps(completion("Ko\u0161ice"), ensure_ascii=False).encode("iso8859-2")), limits=ONCE)
    assert [each.reason for each in draft.failures] == ["not-utf8"]


def test_a_reply_without_end_is_cut_off_at_the_cap() -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not stub.closing.is_set():
            handler.wfile.write(b" " * 65536)

    with asking(endless, limits=Limits(answer_bytes=1 << 20)) as (stub, endpoint):
        draft = extract(ARTICLE, schema(), endpoint)
    assert draft == nothing("too-large", "the reply has more than 1,048,576 bytes", 1, estimate())


def test_a_packed_reply_is_not_unpacked() -> None:
    bomb = raw(gzip.compress(b" " * 50_000_000), Content_Encoding="gzip")
    draft, _ = ask(bomb)
    detail = "the reply is packed, although nothing but plain bytes was asked for"
    assert draft == nothing("packed", detail, 1, estimate())


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with stub_endpoint(GOOD) as elsewhere:
        away = raw(b"", status, Location=elsewhere.url + "/chat/completions")
        with asking(away, key=SECRET) as (stub, endpoint), pytest.raises(LlmError) as error:
            extract(ARTICLE, schema(), endpoint)
        assert str(error.value) == f"The endpoint {stub.url} sends elsewhere ({status}), and kg does not follow."
        assert (len(stub.asked), elsewhere.asked) == (1, [])


@pytest.mark.parametrize(
    ("status", "cure"),
    [
        (401, "the key is missing or wrong: set KG_LLM_KEY"),
        (402, "the account has no credit left"),
        (403, "the key may not do this: look at KG_LLM_KEY and at the model's name"),
        (404, "there is no such address or model: look at --llm-url and --llm-model"),
        (405, "this is not the address of chat completions: look at --llm-url"),
    ],
)
def test_an_endpoint_that_refuses_all_stops_everything(status: int, cure: str) -> None:
    refusal = as_json({"error": {"message": f"Wrong key: {SECRET}"}}, status)
    with asking(refusal, key=SECRET) as (stub, endpoint), pytest.raises(LlmError) as error:
        extract(ARTICLE, schema(), endpoint)
    assert str(error.value) == f"The endpoint {stub.url} answers {status}: {cure}."


def test_a_bad_request_is_told_in_the_endpoints_words_without_key_or_escapes() -> None:
    message = f"\x1b[31mresponse_format is unknown ({SECRET})" + "x" * 1000
    with asking(as_json({"error": {"message": message}}, 400), key=SECRET) as (_, endpoint):
        draft = extract(ARTICLE, schema(), endpoint)
    words = "[31mresponse_format is unknown (***)" + "x" * 164
    assert draft == nothing("bad-request", f"the endpoint answers 400: {words}", 1)


@pytest.mark.parametrize("body", [b"no", b"[]", b'{"error": "no"}', b'{"error": {"message": 7}}', b"\xff"])
def test_a_bad_request_without_words_is_told_by_its_number(body: bytes) -> None:
    assert ask(raw(body, 422))[0] == nothing("bad-request", "the endpoint answers 422", 1)


def test_the_key_goes_into_one_header_and_into_no_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), asking(raw(b"", 500), GOOD, key=SECRET) as (stub, endpoint):
        draft = extract(ARTICLE, schema(), endpoint)
    assert [headers["Authorization"] for headers in stub.headers] == [f"Bearer {SECRET}"] * 2
    assert caplog.records, "httpx logs its requests"
    assert SECRET not in caplog.text + repr(endpoint.model) + repr(draft) + json.dumps(stub.asked)


def test_without_a_key_none_is_sent() -> None:
    with asking(GOOD) as (stub, endpoint):
        extract(ARTICLE, schema(), endpoint)
    assert "Authorization" not in stub.headers[0]


def test_the_machine_itself_is_asked_without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with stub_endpoint(raw(b"", 500)) as proxy, asking(GOOD) as (_, endpoint):
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url.removesuffix("/v1"))
        assert extract(ARTICLE, schema(), endpoint).failures == ()
    assert proxy.asked == []


def test_no_request_goes_beyond_the_budget_of_requests() -> None:
    with asking(GOOD, raw(b"", 500), limits=Limits(requests=2)) as (stub, endpoint):
        drafts = [extract(ARTICLE, schema(), endpoint) for _ in range(3)]
    reached = "the limit of requests or tokens is reached"
    first = Failure(0, "over-budget", f"{reached}; before that server-error: the endpoint answers 500")
    assert [draft.failures for draft in drafts] == [(), (first,), (Failure(0, "over-budget", reached),)]
    assert (len(stub.asked), endpoint.usage) == (2, Usage(2, 100))


def test_no_request_goes_beyond_the_budget_of_tokens() -> None:
    most = estimate() + USUAL.answer_tokens
    with asking(GOOD, limits=Limits(tokens=most + 100)) as (stub, endpoint):
        drafts = [extract(ARTICLE, schema(), endpoint) for _ in range(3)]
    spent = Failure(0, "over-budget", "the limit of requests or tokens is reached")
    assert [draft.failures for draft in drafts] == [(), (), (spent,)]
    assert (len(stub.asked), endpoint.usage) == (2, Usage(2, 200))


@pytest.mark.parametrize("said", [0, -5, 10**30, "7", None, True])
def test_a_count_of_tokens_that_cannot_be_is_estimated(said: object) -> None:
    reply = completion(json.dumps(ANSWER)) | {"usage": {"total_tokens": said}}
    draft, _ = ask(as_json(reply))
    assert draft.usage == Usage(1, estimate() + len(json.dumps(reply)) // 3)


def test_an_endpoint_that_never_answers_is_given_up() -> None:
    with asking(raw(b"", 500), limits=Limits(tries=1, bears_with=3)) as (stub, endpoint):
        drafts = [extract(ARTICLE, schema(), endpoint) for _ in range(2)]
        with pytest.raises(LlmError) as error:
            extract(ARTICLE, schema(), endpoint)
    assert [len(draft.failures) for draft in drafts] == [1, 1]
    words = "3 questions in a row without an answer; last: the endpoint answers 500"
    assert str(error.value) == f"{stub.url}: {words}"


def test_a_model_that_is_silent_from_the_first_is_given_up_after_two_requests() -> None:
    def silent(handler: BaseHTTPRequestHandler) -> None:
        stub.closing.wait(5)

    told: list[str] = []
    with stub_endpoint(silent) as stub:
        endpoint = Endpoint(Model(stub.url, "stub-model"), Limits(timeout=0.3), sleep=lambda _: None, tell=told.append)
        with pytest.raises(LlmError) as error:
            extract(ARTICLE, schema(), endpoint)
        stub.closing.set()
    late = "no whole reply within 0.3 s"
    cure = "give a slow model more time with --llm-timeout SECONDS, or name a quicker one"
    assert str(error.value) == f"{stub.url} has not answered anything: {late}; {cure}"
    assert (told, len(stub.asked)) == ([f"{stub.url}: {late}; asking again (2 of 2)"], 2)


def test_an_answer_makes_good_for_the_failures_before_it() -> None:
    with asking(raw(b"", 500), GOOD, raw(b"", 500), GOOD, limits=Limits(tries=1, bears_with=2)) as (_, endpoint):
        drafts = [extract(ARTICLE, schema(), endpoint) for _ in range(4)]
    assert [len(draft.failures) for draft in drafts] == [1, 0, 1, 0]
