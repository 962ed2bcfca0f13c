"""What a stranger sends: each attack is met, and the server goes on answering others."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import threading
import time
import tracemalloc
from collections.abc import Iterator
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pyoxigraph import Literal
from starlette.testclient import TestClient

from kg.server import create_app
from kg.server.guards import Rates, known_hosts
from kg.server.settings import Settings
from kg.server.sparql import asked_by
from tests.server.running import Answer, Server, serving, wait_for

CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GOOD = "/sparql?query=ASK%7B%7D"


def ask(server: Server, query: str, accept: str = "application/sparql-results+json", **more: str) -> Answer:
    headers = {"Content-Type": "application/sparql-query", "Accept": accept}
    return server.request("POST", f"/sparql?{urlencode(more)}", query, headers, timeout=60)


def workers_of(server: Server) -> set[int]:
    """The query processes of a server, by their parent."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == server.process.pid and fields[0] != "Z":
            found.add(int(status.parent.name))
    return found


def dropped(server: Server, query: str) -> None:
    """Ask a server that goes away."""
    with contextlib.suppress(OSError, HTTPException):
        ask(server, query)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 3_000 + "}" * 3_000,
        "SELECT * { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }",
        "SELECT * { ?s ?p " + "[ ?p " * 5_000 + "1" + "]" * 5_000 + "}",
    ],
)
def test_deep_nesting_is_refused_before_it_is_parsed(server: Server, query: str) -> None:
    before = workers_of(server)
    answer = ask(server, query)
    assert (answer.status, "nested too deeply" in answer.text) == (400, True)
    assert workers_of(server) == before


def test_a_crash_of_a_query_process_is_survived(server: Server) -> None:
    before = workers_of(server)
    for pid in before:
        os.kill(pid, signal.SIGSEGV)
    wait_for(lambda: len(workers_of(server) - before) == len(before))
    assert [server.get(GOOD).status for _ in range(4)] == [200] * 4


def test_a_query_process_ends_with_its_server_in_the_middle_of_a_query(store: Path) -> None:
    with serving(store, "--deadline", "60", "--no-log") as running:
        asking = threading.Thread(target=dropped, args=(running, CARTESIAN))
        asking.start()
        time.sleep(0.5)
        pids = workers_of(running)
        running.process.kill()
        running.process.wait()
        asking.join()
        wait_for(lambda: not any(is_alive(pid) for pid in pids))


@pytest.mark.parametrize(
    "query",
    [CARTESIAN, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i"],
)
def test_a_query_without_end_is_stopped_and_others_go_on(server: Server, query: str) -> None:
    began = time.monotonic()
    answers: list[Answer] = []
    asking = threading.Thread(target=lambda: answers.append(ask(server, query)))
    asking.start()
    time.sleep(0.3)
    assert server.get(GOOD).status == 200
    asking.join()
    assert answers[0].status == 503
    assert answers[0].headers["retry-after"] == "5"
    assert time.monotonic() - began < 15
    wait_for(lambda: len(workers_of(server)) == 2)


ALL_ROWS = "SELECT ?a { ?a ?b ?c . ?d ?e ?f }"
ALL_TRIPLES = f"CONSTRUCT {{ ?a ?b '{'x' * 20_000}' }} {{ ?a ?b ?c }}"


@pytest.mark.parametrize(
    ("query", "media", "limit"),
    [
        *(
            (ALL_ROWS, media, "2000 rows")
            for media in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv")
        ),
        *((ALL_TRIPLES, media, "400000 bytes") for media in ("text/turtle", "application/n-triples")),
    ],
)
def test_an_answer_over_its_limits_never_looks_whole(server: Server, query: str, media: str, limit: str) -> None:
    answer = ask(server, query, media)
    told = json.loads(answer.text)["detail"] if "json" in media else answer.text
    said = "" if "json" in media else "400 Bad Request: "
    assert (answer.status, "x-kg-truncated" in answer.headers, told.rstrip()) == (
        400,
        False,
        f"{said}the answer goes over the limit of {limit}, and a part of it would look whole: page with "
        "ORDER BY, LIMIT and OFFSET, take everything from /dump.nq.gz, or add partial=true for what fits",
    )


def test_a_row_too_many_is_cut_for_who_asks_for_a_part_and_said(server: Server) -> None:
    answer = ask(server, ALL_ROWS, partial="true")
    told = json.loads(answer.body)
    assert (answer.status, answer.headers["x-kg-truncated"], told["truncated"]) == (200, *["2000 rows"] * 2)
    assert len(told["results"]["bindings"]) == 2_000
    assert "etag" not in answer.headers
    for media, form in (("text/csv", "\r\n"), ("text/tab-separated-values", "\n")):
        cut = ask(server, ALL_ROWS, media, partial="true")
        assert (cut.headers["x-kg-truncated"], cut.text.count(form)) == ("2000 rows", 2_001)
    short = ask(server, "SELECT ?unbound { ?a ?b ?c }", partial="true")  # of which the rows take three bytes each
    assert (short.headers["x-kg-truncated"], short.text.count("{}")) == ("2000 rows", 2_000)
    xml = ask(server, ALL_ROWS, "application/sparql-results+xml", partial="true")
    assert "<!-- truncated: 2000 rows -->" in xml.text


def test_a_byte_too_many_is_cut_for_who_asks_for_a_part_and_said(server: Server) -> None:
    answer = ask(server, f"SELECT ('{'x' * 20_000}' AS ?long) {{ ?a ?b ?c }}", partial="true")
    assert answer.headers["x-kg-truncated"] == "400000 bytes"
    assert len(json.loads(answer.body)["results"]["bindings"]) == 19
    graph = ask(server, ALL_TRIPLES, "application/n-triples", partial="true")
    assert (graph.headers["x-kg-truncated"], graph.text.count("\n")) == ("400000 bytes", 19)


def test_a_spreadsheet_that_was_cut_says_so_in_its_last_row(server: Server) -> None:
    cut = server.get(f"/query/answer.csv?{urlencode({'query': ALL_ROWS})}")
    assert cut.text.splitlines()[-1] == "cut here: the answer goes over the limit of 2000 rows"


def test_as_many_rows_as_are_allowed_are_whole(server: Server) -> None:
    answer = ask(server, "SELECT ?a { ?a ?b ?c . ?d ?e ?f } LIMIT 2000")
    assert ("x-kg-truncated" in answer.headers, "truncated" in json.loads(answer.body)) == (False, False)
    assert len(json.loads(answer.body)["results"]["bindings"]) == 2_000


def test_an_error_halfway_is_no_success(server: Server) -> None:
    """A division by zero leaves a variable unbound; what the engine cannot evaluate at all is no 200 either."""
    answer = ask(server, "SELECT (1/0 AS ?x) {}", "text/csv")
    assert (answer.status, answer.text) == (200, "x\r\n\r\n")
    graph = ask(server, "CONSTRUCT { ?a <urn:x:1> 'a' } { ?a a schema:NewsArticle }", "application/rdf+xml")
    assert (graph.status, "RDF/XML cannot write the property <urn:x:1>" in graph.text) == (400, True)
    control = ask(server, r"SELECT ('a\u0001' AS ?x) {}", "application/sparql-results+xml")
    assert (control.status, "XML cannot hold a control character" in control.text) == (400, True)


BOMBS = {
    "concat": " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(23)),
    "replace": " ".join(f"BIND(REPLACE(?v{n}, '.', '{'y' * 100}') AS ?v{n + 1})" for n in range(3)),
    "group": f"{{ SELECT (GROUP_CONCAT('{'y' * 90_000}') AS ?v1) {{ ?a ?b ?c . ?d ?e ?f }} }}",
}


@pytest.fixture(scope="module")
def small(store: Path) -> Iterator[Server]:
    """A server whose queries may take 300 MB."""
    with serving(store, "--deadline", "60", "--memory", str(300 << 20), "--no-log") as running:
        yield running


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_of_text_is_stopped_by_the_cap_on_memory(small: Server, bomb: str) -> None:
    last = max(number for number in range(30) if f"?v{number})" in BOMBS[bomb])
    start = f"BIND('{'x' * 100}' AS ?v0)"
    answer = ask(small, f"SELECT (STRLEN(?v{last}) AS ?n) {{ {start} {BOMBS[bomb]} }}")
    assert (answer.status, "more than 300 MB of memory" in answer.text) == (503, True)
    assert small.get(GOOD).status == 200


def test_a_regular_expression_that_grows_as_it_is_compiled_matches_nothing(small: Server) -> None:
    answer = ask(small, f"SELECT * {{ BIND(REGEX('a', '{'(' * 5}a{'{1000})' * 5}') AS ?matches) }}")
    assert (answer.status, json.loads(answer.body)["results"]["bindings"]) == (200, [{}])
    assert small.get(GOOD).status == 200


def test_a_regular_expression_that_others_choke_on_is_simply_answered(server: Server) -> None:
    """The engine's own do not backtrack."""
    answer = ask(server, f"SELECT * {{ ?s ?p ?o FILTER(REGEX('{'a' * 28}!', '^(a+)+$')) }} LIMIT 1")
    assert (answer.status, json.loads(answer.body)["results"]["bindings"]) == (200, [])


@pytest.fixture
def elsewhere() -> Iterator[tuple[int, list[str]]]:
    """The port of a server that remembers who called; nobody is to."""

    class Caller(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            called.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_GET  # noqa: N815

    called: list[str] = []
    listener = HTTPServer(("127.0.0.1", 0), Caller)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    yield listener.server_port, called
    listener.shutdown()
    listener.server_close()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }", 400),
        ("SELECT * { SERVICE SILENT <http://127.0.0.1:%d/> { ?s ?p ?o } }", 400),
        ("LOAD <http://127.0.0.1:%d/>", 400),
        ("LOAD <file:///etc/passwd>", 400),
        ("SELECT * FROM <http://127.0.0.1:%d/> { ?s ?p ?o }", 200),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 200),
    ],
)
def test_a_query_reads_nothing_and_calls_nobody(
    server: Server, elsewhere: tuple[int, list[str]], query: str, status: int
) -> None:
    answer = ask(server, query % elsewhere[0] if "%d" in query else query)
    assert answer.status == status
    assert elsewhere[1] == []
    if status == 200:
        assert json.loads(answer.body)["results"]["bindings"] == []


@pytest.mark.parametrize(
    "path",
    [
        "/..",
        "/../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/entity/..%2f..%2fetc%2fpasswd",
        "/entity/%00",
        "/entity/a%00b.ttl",
        "//evil.example/entity/x",
        "/entity//evil.example",
        "/dump...%2f.gz",
        "/dump.exe.gz",
        "/article/<script>",
    ],
)
def test_paths_lead_nowhere_else(server: Server, path: str) -> None:
    answer = server.get(path)
    assert (answer.status, "location" in answer.headers) == (404, False)


def test_a_redirect_stays_on_the_server(server: Server) -> None:
    given = "https://kg.example/entity/ana-okoye-vouarhrg"
    answer = server.get("/resource?" + urlencode({"iri": given}))
    assert (answer.status, answer.headers["location"]) == (303, "/entity/ana-okoye-vouarhrg")
    for iri in ("https://evil.example/", "https://kg.example/entity//evil.example", "https://kg.example//evil.example"):
        other = server.get("/resource?" + urlencode({"iri": iri}))
        assert (other.status, "location" in other.headers) == (404, False)


@pytest.mark.parametrize("path", ["/health", "/entity/x", "/sparql", "/store", "/static/x", "/nothing"])
def test_every_answer_keeps_browsers_in_check(server: Server, path: str) -> None:
    headers = server.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
    assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "DENY")


def test_names_that_are_not_the_servers_are_refused(server: Server) -> None:
    host, port = server.address
    for name in ("evil.example", f"evil.example:{port}", "127.0.0.1.evil.example", ""):
        assert server.request("GET", "/feed.atom", headers={"Host": name}).status == 421
    forwarded = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "Forwarded": "host=evil.example"}
    for path in ("/feed.atom", "/sitemap.xml", "/dataset", "/openapi.json", "/robots.txt", "/sparql"):
        answer = server.request("GET", path, headers=forwarded)
        assert (answer.status, "evil" in answer.text, f"http://{host}:{port}" in answer.text) == (200, False, True)


@pytest.mark.parametrize(
    "hosts",
    [
        [],
        ["127.0.0.1", "evil.example"],
        ["evil.example", "127.0.0.1"],
        ["127.0.0.1", "127.0.0.1"],
        ["127.0.0.1:80@evil.example"],
        ["evil.example@127.0.0.1"],
        ["127.0.0.1:evil.example"],
        ["127.0.0.1:80:80"],
        ["127.0.0.1, evil.example"],
        ["127.0.0.1 evil.example"],
        ["127.0.0.1/evil.example"],
        ["127.0.0.1?"],
        ["[::1"],
        ["::1"],
    ],
)
def test_a_host_that_two_could_read_differently_is_refused(server: Server, hosts: list[str]) -> None:
    lines = "".join(f"Host: {each}\r\n" for each in hosts)
    answer = said(server, f"GET /articles/ HTTP/1.1\r\n{lines}Connection: close\r\n\r\n".encode())
    assert (answer.split(b"\r\n")[0], b"evil" in answer) == (b"HTTP/1.1 400 Bad Request", False)


def test_an_address_of_six_is_a_name_as_it_stands_in_a_request() -> None:
    found = known_hosts(Settings(host="fd00::5", hosts=("KG.example", "[fd00::6]")))
    assert found == {b"[fd00::5]", b"kg.example", b"[fd00::6]"}
    assert known_hosts(Settings(host="::1")) == {b"127.0.0.1", b"localhost", b"[::1]"}


def test_answers_that_depend_on_accept_say_so(server: Server) -> None:
    entity = ask(
        server, "SELECT ?e { ?e a schema:Country FILTER(STRSTARTS(STR(?e), STR(entity:))) } LIMIT 1", "text/csv"
    )
    path = entity.text.split()[1].removeprefix("https://kg.example")
    for each in (GOOD, path, "/dataset", "/sparql", "/entity/nobody", "/store?default"):
        answer = server.get(each)
        depends = {each.strip() for each in answer.headers["vary"].split(",")}
        assert (answer.status in (200, 404), "Accept" in depends) == (True, True)


def test_addresses_in_answers_are_those_of_the_settings(store: Path) -> None:
    with serving(store, "--base-url", "https://graph.example/kg/") as running:
        assert running.public == "https://graph.example/kg/"
        for path in ("/feed.atom", "/sitemap.xml", "/dataset", "/openapi.json", "/robots.txt", "/sparql"):
            text = running.get(path).text
            assert (path, "https://graph.example/kg" in text, running.url in text) == (path, True, False)
        assert running.request("GET", "/health", headers={"Host": "graph.example"}).status == 200


def test_bodies_too_long_are_refused(store: Path) -> None:
    with serving(store, "--max-body", "1000") as running:
        long = {"Content-Type": "application/sparql-query"}
        assert running.request("POST", "/sparql", "ASK {}" + " " * 2_000, long).status == 413
        # Who says that it will be long is refused before it comes.
        head = f"POST /sparql HTTP/1.1\r\nHost: {running.address[0]}\r\nContent-Length: 2000\r\n\r\n"
        assert said(running, head.encode()).startswith(b"HTTP/1.1 413 ")
        assert chunked(running, 10_000).startswith(b"HTTP/1.1 413 ")
        assert running.get(GOOD).status == 200


def chunked(server: Server, size: int) -> bytes:
    """The answer to a body that does not say how long it will be."""
    with socket.create_connection(server.address, timeout=10) as connection:
        head = f"POST /sparql HTTP/1.1\r\nHost: {server.address[0]}\r\nContent-Type: application/sparql-query\r\n"
        connection.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        try:
            for _ in range(size // 100):
                connection.sendall(b"64\r\n" + b" " * 100 + b"\r\n")
        except (BrokenPipeError, ConnectionResetError):
            pass
        return connection.recv(1_000)


def test_bodies_and_headers_that_do_not_come_are_given_up(store: Path) -> None:
    settings = {"KG_SERVE_BODY_DEADLINE": "0.5", "KG_SERVE_HEADER_DEADLINE": "0.5"}
    with serving(store, environment=settings) as running:
        host = f"Host: {running.address[0]}\r\n"
        slow = (
            f"POST /sparql HTTP/1.1\r\n{host}Content-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\nASK"
        )
        assert said(running, slow.encode()).startswith(b"HTTP/1.1 408 ")
        assert said(running, b"GET /health HT") == b""  # closed, with nothing said
        assert said(running, b"") == b""


def said(server: Server, data: bytes) -> bytes:
    """What the server says to who sends this and waits; it closes within three seconds."""
    with socket.create_connection(server.address, timeout=3) as connection:
        connection.sendall(data)
        found = b""
        with contextlib.suppress(ConnectionResetError):  # it did not read all of it
            while part := connection.recv(10_000):
                found += part
        return found


def test_who_does_not_take_the_answer_is_left(store: Path) -> None:
    doubled = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(7))
    query = urlencode({"query": f"SELECT ?v7 {{ BIND('{'x' * 1_000}' AS ?v0) {doubled} ?a ?b ?c }} LIMIT 120"})
    with serving(store, environment={"KG_SERVE_WRITE_DEADLINE": "0.5"}) as running:
        whole = len(running.get(f"/sparql?{query}").body)
        assert whole > 15_000_000  # more than both ends keep
        with socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            connection.connect(running.address)
            connection.settimeout(10)
            connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: {running.address[0]}\r\n\r\n".encode())
            time.sleep(3)
            got = 0
            with contextlib.suppress(ConnectionResetError):
                while part := connection.recv(1 << 20):
                    got += len(part)
        assert got < whole


def refused(server: Server, data: bytes) -> bool:
    """Whether this is told to be too large, or cut off at once: which of them, the network decides."""
    said_so = said(server, data)
    return said_so == b"" or said_so.startswith(b"HTTP/1.1 431 ")


def test_headers_and_addresses_have_an_end(server: Server) -> None:
    host = f"Host: {server.address[0]}\r\n"
    many = "".join(f"X-{n}: {'x' * 1_000}\r\n" for n in range(100))
    assert refused(server, f"GET /health HTTP/1.1\r\n{host}{many}\r\n".encode())
    assert refused(server, f"GET /health HTTP/1.1\r\n{host}X: {'x' * 70_000}".encode())
    assert refused(server, f"GET /health?{'x' * 70_000} HTTP/1.1\r\n{host}\r\n".encode())
    assert server.get(GOOD).status == 200


@pytest.mark.parametrize("together", [False, True])
def test_a_request_that_begins_behind_a_long_body_is_answered(server: Server, together: bool) -> None:
    body = b"ASK {} #" + b"x" * 90_000
    kind = b"Content-Type: application/sparql-query\r\nContent-Length: %d\r\n\r\n" % len(body)
    parts = [b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\n" + kind, body + b"GET /health HTTP/1.1\r\nHo"]
    with socket.create_connection(server.address, timeout=10) as connection:
        for part in [b"".join(parts)] if together else parts:
            connection.sendall(part)
            time.sleep(0.1)
        connection.sendall(b"st: 127.0.0.1\r\nConnection: close\r\n\r\n")
        found = b"".join(iter(lambda: connection.recv(1 << 16), b""))
    assert (found.count(b"HTTP/1.1 200 OK"), b'"boolean":true' in found, b'"status":"ok"' in found) == (2, True, True)


def test_who_has_asked_and_sends_no_more_is_answered(server: Server) -> None:
    with socket.create_connection(server.address, timeout=10) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        connection.shutdown(socket.SHUT_WR)
        found = b"".join(iter(lambda: connection.recv(1 << 16), b""))
    assert (found.startswith(b"HTTP/1.1 200 OK"), b'"status":"ok"' in found) == (True, True)


def test_a_thousand_idle_connections_keep_nobody_out(server: Server) -> None:
    idle = []
    try:
        for _ in range(1_000):
            idle.append(socket.create_connection(server.address, timeout=10))  # noqa: PERF401  # closed if one fails
        assert server.get(GOOD).status == 200
    finally:
        for connection in idle:
            connection.close()


def test_beyond_so_many_connections_one_is_told_to_come_back(store: Path) -> None:
    with serving(store, environment={"KG_SERVE_CONNECTIONS": "10"}) as running, contextlib.ExitStack() as idle:
        for _ in range(9):
            idle.enter_context(socket.create_connection(running.address, timeout=10))
        wait_for(lambda: running.get("/health").status == 503)
        idle.close()
        wait_for(lambda: running.get("/health").status == 200)


def test_who_asks_too_often_waits(store: Path) -> None:
    with serving(store, "--rate", "40") as running:
        statuses = [running.get("/health").status for _ in range(12)]
        assert statuses == [200] * 10 + [429] * 2
        assert 0 < int(running.get("/health").headers["retry-after"]) <= 3
        time.sleep(2)
        assert running.get("/health").status == 200
        # Nobody is another client by saying so.
        assert [running.get("/health", X_Forwarded_For=f"10.0.0.{n}").status for n in range(4)][-1] == 429


def test_a_trusted_proxy_tells_clients_apart(store: Path) -> None:
    with serving(store, "--rate", "4", "--trusted-proxies", "127.0.0.1") as running:
        assert [running.get("/health", X_Forwarded_For=f"10.0.0.{n}").status for n in range(4)] == [200] * 4
        # What a client itself puts before the proxy's word counts for nothing.
        assert running.get("/health", X_Forwarded_For="1.2.3.4, 10.0.0.3").status == 429


def test_the_rates_of_so_many_clients_are_remembered_and_no_more() -> None:
    rates = Rates(60)
    assert [rates.wait(f"10.0.{n // 250}.{n % 250}") for n in range(11_000)] == [0] * 11_000
    assert len(rates._clients) == 10_000


def test_an_address_has_so_many_parameters(server: Server) -> None:
    answer = server.get("/sparql?" + "&".join(f"a{each}=1" for each in range(101)))
    assert (answer.status, "the parameters cannot be read" in answer.text) == (400, True)


def test_no_cell_of_a_spreadsheet_is_taken_for_a_formula(server: Server) -> None:
    starts = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1")
    rows = " ".join(f"({Literal(each)} -1 {Literal('a, b')})" for each in starts)
    query = f"SELECT ?words ?number ?more {{ VALUES (?words ?number ?more) {{ {rows} }} }}"
    answer = server.get("/query/answer.csv?" + urlencode({"query": query}))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="answer.csv"'
    assert answer.text.split("\r\n") == [
        "words,number,more",
        *(f'\'{each.strip()},-1,"a, b"' for each in starts),
        "",
    ]
    assert server.get("/query/answer.csv?" + urlencode({"query": "ASK {}"})).status == 400


def test_a_form_with_more_fields_than_a_query_has_is_a_mistake_of_the_client(server: Server) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = server.request("POST", "/query", "&".join(f"a{each}=1" for each in range(21)), form)
    assert (answer.status, "at most 20 fields" in answer.text) == (400, True)


def test_a_query_too_long_to_be_read_at_once_is_refused_over_http(server: Server) -> None:
    answer = ask(server, "ASK {} #" + "x" * 100_000)
    assert (answer.status, "over HTTP the limit is 100,000" in answer.text) == (400, True)


def test_searches_for_words_are_within_the_deadline(store: Path) -> None:
    with TestClient(
        create_app(Settings(store=store, workers=1, deadline=0.0001)), base_url="http://127.0.0.1:8000"
    ) as client:
        assert client.get("/search?q=cable").status_code in (200, 503)  # and the index of words is made by then
        for _ in range(50):
            answer = client.post("/sparql", data={"query": 'SELECT * { ?x nf:matches "o* a*" }'})
            if "is being made" not in answer.text:
                break
        assert (answer.status_code, "the search was stopped" in answer.text) == (503, True)
        page = client.get("/search?q=o*+a*", headers={"Accept": "text/html"})
        assert (page.status_code, "the search was stopped" in page.text) == (503, True)
        assert client.get("/health").status_code == 200


def test_a_page_whose_query_overran_or_is_wrong_is_no_success(server: Server) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    slow = server.request("POST", "/query", urlencode({"query": CARTESIAN}), form, timeout=60)
    assert (slow.status, slow.headers["retry-after"], "was stopped after 1.5 seconds" in slow.text) == (503, "5", True)
    wrong = server.get(f"/query?{urlencode({'query': 'SELECT'})}")
    assert (wrong.status, "not well-formed SPARQL" in wrong.text) == (400, True)


@pytest.mark.parametrize("path", ["/sparql", "/query"])
def test_a_form_longer_than_any_query_is_refused_before_it_is_read(server: Server, path: str) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = server.request("POST", path, b"query=" + b"%41" * 500_000, form)
    assert (answer.status, "has 1,500,006 bytes, and a query 100,000 characters at most" in answer.text) == (413, True)
    longest = "ASK {} #" + "\U0001f6a2" * 99_992
    assert server.request("POST", path, urlencode({"query": longest}), form).status == 200


def test_long_requests_are_not_kept_in_memory() -> None:
    kept = asked_by(b"", b"query=" + b"x" * 5_000)
    assert asked_by(b"", b"query=" + b"x" * 5_000) is kept
    tracemalloc.start()
    try:
        for number in range(20):
            asked_by(b"", b"query=%d" % number + b"x" * 1_000_000)
        assert tracemalloc.get_traced_memory()[0] < 1_000_000
    finally:
        tracemalloc.stop()
