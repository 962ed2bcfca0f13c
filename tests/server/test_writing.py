"""Writes over HTTP: who may, what passes the shapes, and that a refused one changes nothing."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import gzip
import json
import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pyoxigraph import NamedNode

from kg.server.generations import Generations
from kg.server.problems import Problem
from kg.server.settings import Settings
from kg.server.tokens import Token, add_token, holder, new_token, read_tokens
from kg.server.writing import Writer
from kg.store import open_store
from kg.vocab import dcterms, nf, rdf, schema
from tests.cli.running import run
from tests.server.running import Answer, Server, serving

NOTE = "<urn:note:1> <http://purl.org/dc/terms/title> 'Ask the harbour master' ."
VISIT = "<urn:visit:1> a <https://w3id.org/news-facts/ns#Visit>"
BROKEN = f"{VISIT} ."  # a visit for which nobody gives their word
RDFXML = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="urn:a:">
<rdf:Description rdf:about="urn:b:1"><a:c>d</a:c></rdf:Description></rdf:RDF>"""
TURTLE = {"Content-Type": "text/turtle"}
UPDATE = {"Content-Type": "application/sparql-update"}


def generation(path: Path) -> int:
    return open_store(path).generation()


def ask(running: Server, query: str) -> bool:
    answer = running.request("POST", "/sparql", query, {"Content-Type": "application/sparql-query"})
    value: bool = json.loads(answer.body)["boolean"]
    return value


def test_a_graph_is_written_as_a_new_generation_and_read_at_once(
    writable: tuple[Server, dict[str, str], Path],
) -> None:
    running, token, path = writable
    before = generation(path)
    assert running.request("PUT", "/store/notes/1", NOTE, {**TURTLE, **token}).status == 201
    assert generation(path) == before + 1
    assert running.get("/store/notes/1", Accept="application/n-triples").text == (
        '<urn:note:1> <http://purl.org/dc/terms/title> "Ask the harbour master" .\n'
    )
    assert ask(running, "ASK { GRAPH <https://kg.example/store/notes/1> { ?s dcterms:title ?title } }")
    assert running.request("PUT", "/store/notes/1", NOTE, {**TURTLE, **token}).status == 204
    assert generation(path) == before + 1  # it said so already
    assert running.request("DELETE", "/store/notes/1", headers=token).status == 204
    assert running.get("/store/notes/1").status == 404


def test_a_graph_that_is_written_is_no_article_and_takes_none_back(
    writable: tuple[Server, dict[str, str], Path],
) -> None:
    running, token, path = writable
    with open_store(path) as store, store.snapshot() as snapshot:
        article = next(quad.subject for quad in snapshot.match(None, rdf.type, schema.NewsArticle))
        entity = next(quad.subject for quad in snapshot.match(None, rdf.type, schema.Country))
    assert isinstance(article, NamedNode)
    assert isinstance(entity, NamedNode)
    reason = f"{article} {nf.retractionReason} 'not so' ."
    assert running.request("PUT", "/store/notes/9", reason, {**TURTLE, **token}).status == 403
    said = f"{article} {dcterms.isReplacedBy} <urn:other:1> . {entity} {dcterms.isReplacedBy} <urn:other:1> ."
    assert running.request("PUT", "/store/notes/9", said, {**TURTLE, **token}).status == 201
    asked = [f"/resource?{urlencode({'iri': each.value})}" for each in (article, entity)]
    asked = [answer.headers.get("location", path) for path in asked for answer in [running.get(path)]]
    asked[0] += ".ttl"
    assert [running.get(each, Accept="text/turtle").status for each in asked] == [200, 200]
    html = [running.get(path, Accept="text/html").text for path in ("/", "/articles")]
    assert [re.findall(r"(\d+) articles", each)[:1] for each in html] == [["4"], ["4"]]
    assert json.loads(running.get("/health").body)["articles"] == 4
    assert running.request("DELETE", "/store/notes/9", headers=token).status == 204


@pytest.mark.parametrize("said", ["schema:jobTitle 'Admiral'", "a schema:Event", "schema:memberOf <urn:club:1>"])
def test_nothing_is_said_plainly_of_a_node_of_kg_without_a_fact(
    writable: tuple[Server, dict[str, str], Path], said: str
) -> None:
    running, token, path = writable
    before = generation(path)
    written = f"@prefix schema: <https://schema.org/> . <https://kg.example/entity/kesmark-1> {said} ."
    answer = running.request("PUT", "/store/notes/7", written, {**TURTLE, **token})
    assert (answer.status, "follows from a fact with its evidence" in answer.text) == (403, True)
    assert (running.get("/store/notes/7").status, generation(path)) == (404, before)
    elsewhere = written.replace("https://kg.example/entity/kesmark-1", "urn:somebody:1")
    assert running.request("PUT", "/store/notes/7", elsewhere, {**TURTLE, **token}).status == 201
    assert running.request("DELETE", "/store/notes/7", headers=token).status == 204


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_what_does_not_conform_is_refused_with_its_findings(
    writable: tuple[Server, dict[str, str], Path], method: str
) -> None:
    running, token, path = writable
    before = generation(path)
    answer = running.request(method, "/store/notes/2", BROKEN, {**TURTLE, **token, "Accept": "application/json"})
    told = json.loads(answer.body)
    assert (answer.status, told["title"]) == (422, "Unprocessable Entity")
    assert {finding["focus"] for finding in told["findings"]} == {"urn:visit:1"}
    plain = running.request(method, "/store/notes/2", BROKEN, {**TURTLE, **token}).text.splitlines()
    assert sorted(plain[1:]) == sorted(f"urn:visit:1: {finding['message']}" for finding in told["findings"])
    assert len(plain) > 2
    assert (running.get("/store/notes/2").status, generation(path)) == (404, before)


@pytest.mark.parametrize(
    "update",
    [
        f"INSERT DATA {{ GRAPH <urn:g:1> {{ {VISIT} }} }}",
        f"PREFIX g: <urn:g:> INSERT DATA {{ GRAPH g:1 {{ {VISIT} }} }}",
        "INSERT { GRAPH ?g { <urn:visit:1> a nf:Visit } } WHERE { BIND(<urn:g:1> AS ?g) }",
    ],
)
def test_an_update_that_breaks_the_shapes_changes_nothing(
    writable: tuple[Server, dict[str, str], Path], update: str
) -> None:
    running, token, path = writable
    before = generation(path)
    assert running.request("POST", "/update", update, {**UPDATE, **token}).status == 422
    assert (ask(running, "ASK { <urn:visit:1> ?p ?o }"), generation(path)) == (False, before)


@pytest.mark.parametrize(
    "update",
    [
        "CLEAR ALL",
        "DROP NAMED",
        "DELETE WHERE { GRAPH ?g { ?s schema:name ?name } }",
        "INSERT DATA { GRAPH <https://kg.example/graph/entities> { <urn:a:1> schema:name 'Nobody' } }",
        "INSERT DATA { GRAPH graph:entities { <urn:a:1> schema:name 'Nobody' } }",
        "DELETE WHERE { GRAPH <https://w3id.org/news-facts/ns> { ?s ?p ?o } }",
        "MOVE <https://kg.example/graph/entities> TO <urn:g:1>",
    ],
)
def test_an_update_cannot_touch_what_kg_makes_from_facts(
    writable: tuple[Server, dict[str, str], Path], update: str
) -> None:
    running, token, path = writable
    before = generation(path)
    answer = running.request("POST", "/update", update, {**UPDATE, **token})
    assert (answer.status, generation(path)) == (403, before)
    put = running.request("PUT", "/store?graph=https://kg.example/graph/entities", NOTE, {**TURTLE, **token})
    assert put.status == 403
    unread = running.request("PUT", "/store?graph=https://kg.example/graph/entities", "<no turtle", {**TURTLE, **token})
    assert unread.status == 403  # whatever is sent, it is not read


def test_updates_change_any_other_graph(writable: tuple[Server, dict[str, str], Path]) -> None:
    running, token, _ = writable

    def apply(update: str) -> int:
        return running.request("POST", "/update", update, {**UPDATE, **token}).status

    assert apply("INSERT DATA { GRAPH <urn:g:2> { <urn:a:1> dcterms:title 'one' , 'two' } }") == 204
    assert apply("DELETE DATA { GRAPH <urn:g:2> { <urn:a:1> dcterms:title 'one' } }") == 204
    assert (
        apply("INSERT { GRAPH ?g { ?s dcterms:title 'three' } } WHERE { GRAPH ?g { ?s dcterms:title 'two' } }") == 204
    )
    titles = running.get("/store?graph=urn:g:2", Accept="application/n-triples").text
    assert titles.splitlines() == [
        f'<urn:a:1> <http://purl.org/dc/terms/title> "{each}" .' for each in ("three", "two")
    ]
    assert apply("INSERT DATA { <urn:a:2> dcterms:title 'no graph is named' }") == 204
    assert "no graph is named" in running.get("/store?default").text
    assert apply("CLEAR DEFAULT ; DROP GRAPH <urn:g:2>") == 204
    assert (running.get("/store?default").text, running.get("/store?graph=urn:g:2").status) == ("", 404)


@pytest.mark.parametrize(
    ("headers", "path", "status"),
    [
        ({}, "", 401),
        ({"Authorization": "Bearer kg_wrong"}, "", 401),
        ({"Authorization": "Basic ZWRpdG9yOndyb25n"}, "", 401),
        ({"Authorization": "Basic %%%"}, "", 401),
        ({"Authorization": "Basic \u00e9"}, "", 401),
        ({}, "?access_token=TOKEN", 401),
        ({"Authorization": "Bearer TOKEN"}, "?access_token=TOKEN", 401),
        ({"Authorization": "Bearer TOKEN", "Origin": "https://evil.example"}, "", 403),
        ({"Authorization": "Bearer TOKEN", "Origin": "null"}, "", 403),
        ({"Authorization": "Bearer TOKEN", "Sec-Fetch-Site": "cross-site"}, "", 403),
        ({"Authorization": "Bearer TOKEN", "Sec-Fetch-Site": "same-site"}, "", 403),
    ],
)
def test_who_may_not_write_changes_nothing(
    writable: tuple[Server, dict[str, str], Path], headers: dict[str, str], path: str, status: int
) -> None:
    running, token, store = writable
    secret = token["Authorization"].removeprefix("Bearer ")
    before = generation(store)
    given = {name: value.replace("TOKEN", secret) for name, value in headers.items()}
    answers = [
        running.request("PUT", f"/store/notes/3{path}".replace("TOKEN", secret), NOTE, {**TURTLE, **given}),
        running.request("POST", f"/update{path}".replace("TOKEN", secret), "CLEAR DEFAULT", {**UPDATE, **given}),
    ]
    assert [each.status for each in answers] == [status, status]
    assert ["access-control-allow-origin" in each.headers for each in answers] == [False, False]
    assert generation(store) == before
    assert secret not in running.log.read_text()


def test_an_update_is_not_written_into_the_address(writable: tuple[Server, dict[str, str], Path]) -> None:
    running, token, store = writable
    before = generation(store)
    update = urlencode({"update": "INSERT DATA { GRAPH <urn:g:7> { <urn:a:1> dcterms:title 'one' } }"})
    form = {"Content-Type": "application/x-www-form-urlencoded", **token}
    answer = running.request("POST", f"/update?{update}", "", form)
    assert (answer.status, "an update is posted" in answer.text, generation(store)) == (400, True, before)


def test_updates_are_taken_only_where_they_were_allowed(store: Path, tmp_path: Path) -> None:
    shutil.copytree(store, tmp_path / "store")
    token = {"Authorization": f"Bearer {add_token(tmp_path / 'tokens', 'editor')}"}
    update = "INSERT DATA { GRAPH <urn:g:1> { <urn:a:1> dcterms:title 'one' } }"
    with serving(tmp_path / "store", "--token-file", str(tmp_path / "tokens")) as running:
        answer = running.request("POST", "/update", update, {**UPDATE, **token})
        assert (answer.status, "was started without --update" in answer.text) == (403, True)
        assert running.request("PUT", "/store/notes/1", NOTE, {**TURTLE, **token}).status == 201


def test_the_own_pages_of_the_server_may_write(writable: tuple[Server, dict[str, str], Path]) -> None:
    running, token, _ = writable
    own = {"Origin": running.url.rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    put = running.request("PUT", "/store/notes/4", NOTE, {**TURTLE, **token, **own})
    assert (put.status, "access-control-allow-origin" in put.headers) == (201, False)
    basic = running.request("DELETE", "/store/notes/4", headers={"Authorization": basic_of(token)})
    assert basic.status == 204


def basic_of(token: dict[str, str]) -> str:
    secret = token["Authorization"].removeprefix("Bearer ")
    return "Basic " + base64.b64encode(f"editor:{secret}".encode()).decode()


@pytest.mark.parametrize(
    ("where", "words", "option"),
    [
        (
            "GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?j ?k ?l }",
            "the update was stopped after 1.5 seconds: nothing was changed",
            "--deadline",
        ),
        (
            "BIND('xxxxxxxxxx' AS ?v0) " + " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(27)),
            "by taking more than 400 MB: nothing was changed",
            "--memory",
        ),
    ],
)
def test_an_update_without_end_or_measure_changes_nothing(
    store: Path, tmp_path: Path, where: str, words: str, option: str
) -> None:
    shutil.copytree(store, tmp_path / "store")
    token = {"Authorization": f"Bearer {add_token(tmp_path / 'tokens', 'editor')}"}
    limit = {"--deadline": "1.5", "--memory": str(400 << 20)}[option]
    options = ("--token-file", str(tmp_path / "tokens"), "--update", "--workers", "1", option, limit)
    update = (
        f"INSERT {{ GRAPH <urn:g:1> {{ <urn:a:1> <urn:b:1> ?n }} }} WHERE {{ SELECT (COUNT(*) AS ?n) {{ {where} }} }}"
    )
    with serving(tmp_path / "store", *options) as running:
        answer = running.request("POST", "/update", update, {**UPDATE, **token}, timeout=60)
        assert (answer.status, words in answer.text) == (503, True)
        assert (running.get("/store?graph=urn:g:1").status, generation(tmp_path / "store")) == (404, generation(store))


def test_preflights_of_writes_are_not_answered(writable: tuple[Server, dict[str, str], Path]) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "PUT"}
    for path in ("/update", "/store", "/store/notes/1"):
        answer = writable[0].request("OPTIONS", path, headers=asked)
        assert (answer.status, "access-control-allow-origin" in answer.headers) == (405, False)


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/sparql-query", "ASK {}", 415),
        ("application/x-www-form-urlencoded", "query=CLEAR+ALL", 400),
        ("application/x-www-form-urlencoded", "update=CLEAR+ALL&update=CLEAR+ALL", 400),
        ("application/sparql-update", "ASK {}", 400),
        ("application/sparql-update", "INSERT DATA {", 400),
        ("application/sparql-update", "LOAD <file:///etc/passwd>", 400),
        ("application/sparql-update", "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 400),
        (
            "application/sparql-update",
            "INSERT DATA { <urn:a:1> <urn:b:1> <urn:c:1> }; LOAD SILENT <http://a.example/>",
            400,
        ),
    ],
)
def test_an_update_that_is_none_is_refused(
    writable: tuple[Server, dict[str, str], Path], kind: str, body: str, status: int
) -> None:
    running, token, path = writable
    before = generation(path)
    answer = running.request("POST", "/update", body, {"Content-Type": kind, **token})
    assert (answer.status, generation(path)) == (status, before)


@pytest.mark.parametrize(
    ("update", "word"),
    [
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://%s/> { ?s ?p ?o } }", "SERVICE"),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE SILENT <http://%s/> { ?s ?p ?o } }", "SERVICE"),
        ("LOAD <http://%s/>", "LOAD"),
        ("LOAD SILENT <http://%s/> INTO GRAPH <urn:g:1>", "LOAD"),
        ("INSERT DATA {} ; LOADSILENT<http://%s/>", "LOAD"),
        ("PREFIX : <http://%s/> LOAD:x ; INSERT DATA {}", "LOAD"),
        ("PREFIX y: <http://%s/> loady:x ; INSERT DATA {}", "LOAD"),
        ("INSERT DATA { <urn:a:1> <urn:b:1> schema:\\' } ; LOAD <http://%s/> ; INSERT DATA {} # '", "LOAD"),
    ],
)
def test_an_update_calls_nobody(writable: tuple[Server, dict[str, str], Path], update: str, word: str) -> None:
    running, token, _ = writable
    with socket.create_server(("127.0.0.1", 0)) as listener:
        text = update % f"127.0.0.1:{listener.getsockname()[1]}"
        answer = running.request("POST", "/update", text, {**UPDATE, **token})
        assert (answer.status, f"{word} is refused: kg fetches nothing from elsewhere" in answer.text) == (400, True)
        listener.settimeout(0.05)
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("text/plain", NOTE, 415),
        ("text/turtle", "<urn:a:1> <urn:b:1>", 400),
        ("application/ld+json", '{"@context": "http://127.0.0.1:1/context.jsonld", "name": "x"}', 400),
        ("application/ld+json", '{"@context": "file:///etc/passwd", "name": "x"}', 400),
        ("application/rdf+xml", f'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>{RDFXML}', 400),
    ],
)
def test_a_graph_that_cannot_be_read_is_refused(
    writable: tuple[Server, dict[str, str], Path], kind: str, body: str, status: int
) -> None:
    running, token, _ = writable
    answer = running.request("PUT", "/store/notes/5", body, {"Content-Type": kind, **token})
    assert (answer.status, running.get("/store/notes/5").status) == (status, 404)


def test_a_packed_graph_is_refused_as_it_might_unpack_to_anything(
    writable: tuple[Server, dict[str, str], Path],
) -> None:
    running, token, _ = writable
    headers = {"Content-Type": "text/turtle", "Content-Encoding": "gzip", **token}
    answer = running.request("PUT", "/store/notes/packed", gzip.compress(NOTE.encode()), headers)
    assert (answer.status, "a body is sent as it is, not compressed" in answer.text) == (415, True)
    assert running.get("/store/notes/packed").status == 404


@pytest.mark.parametrize(("parts", "status"), [(100, 201), (101, 400)])
def test_a_form_has_so_many_parts(writable: tuple[Server, dict[str, str], Path], parts: int, status: int) -> None:
    running, token, _ = writable
    part = 'Content-Disposition: form-data; name="a"; filename="a.ttl"\r\nContent-Type: text/turtle\r\n\r\n'
    body = "".join(f"--x\r\n{part}<urn:note:{n}> <urn:p> {n} .\r\n" for n in range(parts)) + "--x--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=x", **token}
    assert running.request("PUT", f"/store/notes/parts{parts}", body, headers).status == status


def test_a_form_that_breaks_off_writes_nothing(writable: tuple[Server, dict[str, str], Path]) -> None:
    running, token, _ = writable
    part = 'Content-Disposition: form-data; name="a"; filename="a.ttl"\r\nContent-Type: text/turtle\r\n\r\n'
    body = "".join(f"--x\r\n{part}<urn:note:{n}> <urn:p> {n} .\r\n" for n in range(2))
    headers = {"Content-Type": "multipart/form-data; boundary=x", **token}
    answer = running.request("PUT", "/store/notes/cut", body, headers)
    assert (answer.status, "its closing boundary is missing" in answer.text) == (400, True)
    assert running.get("/store/notes/cut").status == 404


def test_who_writes_over_what_another_has_written_is_told(writable: tuple[Server, dict[str, str], Path]) -> None:
    running, token, _ = writable
    path, headers = "/store/notes/shared", {**TURTLE, **token}

    def written(method: str, note: str, **conditions: str) -> int:
        named = {name.replace("_", "-"): value for name, value in conditions.items()}
        return running.request(method, path, note, {**headers, **named}).status

    assert written("PUT", NOTE, If_Match="*") == 412
    assert written("PUT", NOTE, If_None_Match="*") == 201
    assert written("PUT", NOTE, If_None_Match="*") == 412
    mark = running.get(path).headers["etag"]
    other = NOTE.replace("master", "pilot")
    assert written("PUT", other, If_Match=f'"old", {mark}') == 204
    assert [written(method, NOTE, If_Match=mark) for method in ("PUT", "POST", "DELETE")] == [412, 412, 412]
    newest = running.get(path)
    assert written("POST", NOTE, If_Match=newest.headers["etag"]) == 204
    assert written("DELETE", "", If_Match=running.get(path).headers["etag"]) == 204


@pytest.mark.parametrize("path", ["/store", "/store?graph=notes", "/store?graph=urn:a:1&default", "/store?x=y"])
def test_a_graph_has_one_name(writable: tuple[Server, dict[str, str], Path], path: str) -> None:
    assert writable[0].get(path).status == 400


def test_nobody_writes_where_nobody_was_let_in(server: Server) -> None:
    token = {"Authorization": "Bearer kg_any"}
    answers: list[Answer] = [
        server.request("PUT", "/store/notes/1", NOTE, {**TURTLE, **token}),
        server.request("POST", "/update", "CLEAR ALL", {**UPDATE, **token}),
    ]
    assert [each.status for each in answers] == [403, 403]


def test_a_revoked_token_is_worth_nothing_at_once(store: Path, tmp_path: Path) -> None:
    shutil.copytree(store, tmp_path / "store")
    file = tmp_path / "tokens"
    headers = {"Authorization": f"Bearer {add_token(file, 'editor')}", **TURTLE}
    with serving(tmp_path / "store", "--token-file", str(file)) as running:
        assert running.request("PUT", "/store/notes/1", NOTE, headers).status == 201
        file.write_text("# nobody\n")
        assert running.request("PUT", "/store/notes/1", NOTE, headers).status == 401


def test_the_file_of_tokens_has_no_secret(tmp_path: Path) -> None:
    secret = add_token(tmp_path / "tokens", "editor")
    assert secret not in (tmp_path / "tokens").read_text()
    assert [token.name for token in read_tokens(tmp_path / "tokens")] == ["editor"]
    assert (tmp_path / "tokens").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("way", ["PUT", "POST", "update"])
def test_a_write_to_a_graph_that_was_retracted_is_refused_with_the_reason(
    writable: tuple[Server, dict[str, str], Path], way: str
) -> None:
    running, token, path = writable
    place = f"/store/gone-{way}"
    graph = f"https://kg.example{place}"
    assert running.request("PUT", place, NOTE, {**TURTLE, **token}).status == 201
    assert run("retract", graph, "--reason", "not so", "--purge", "--store", str(path)).exit_code == 0
    before = generation(path)
    if way == "update":
        both = f"INSERT DATA {{ GRAPH <{graph}> {{ {NOTE} }} GRAPH <urn:graph:other> {{ {NOTE} }} }}"
        answer = running.request("POST", "/update", both, {**UPDATE, **token})
    else:
        answer = running.request(way, place, NOTE, {**TURTLE, **token})
    assert (answer.status, f"{graph} was retracted (not so)" in answer.text) == (410, True)
    assert generation(path) == before


@pytest.mark.parametrize("way", ["PUT", "POST", "update"])
def test_blank_nodes_that_cannot_be_told_apart_in_time_are_refused(
    writable: tuple[Server, dict[str, str], Path], way: str
) -> None:
    running, token, _ = writable
    tangle = " ".join(f"_:b{a} <urn:p> _:b{b} ." for a in range(9) for b in range(9) if a != b)
    if way == "update":
        asked = f"INSERT DATA {{ GRAPH <urn:graph:tangle> {{ {tangle} }} }}"
        answer = running.request("POST", "/update", asked, {**UPDATE, **token})
    else:
        answer = running.request(way, "/store/tangle", tangle, {**TURTLE, **token})
    assert (answer.status, "look alike" in answer.text) == (422, True)
    alike = "_:a <urn:p> _:b . _:b <urn:p> _:a . _:c <urn:p> (1 1 1 1 1 1 1 1 1 1 1 1) ."
    assert running.request("PUT", f"/store/alike-{way}", alike, {**TURTLE, **token}).status == 201


def test_a_graph_without_triples_is_refused_because_it_would_not_be_there(
    writable: tuple[Server, dict[str, str], Path],
) -> None:
    running, token, _ = writable
    answer = running.request("PUT", "/store/nothing", "", {**TURTLE, **token})
    assert (answer.status, "DELETE removes a graph" in answer.text) == (422, True)


@pytest.mark.parametrize("path", ["/store", "/store/nothing", "/store?graph=urn:graph:nothing"])
def test_nothing_is_not_created(writable: tuple[Server, dict[str, str], Path], path: str) -> None:
    running, token, store = writable
    before = generation(store)
    for body, headers in (("", TURTLE), ("@prefix a: <urn:a> .", TURTLE)):
        answer = running.request("POST", path, body, {**headers, **token})
        assert (answer.status, "location" in answer.headers) == (422, False)
        assert "there are no triples in it" in answer.text
    assert generation(store) == before
    assert running.request("POST", path, "", token).status == 415


def test_nothing_is_added_to_a_graph_without_a_fuss(writable: tuple[Server, dict[str, str], Path]) -> None:
    running, token, _ = writable
    assert running.request("PUT", "/store/notes/3", NOTE, {**TURTLE, **token}).status == 201
    assert running.request("POST", "/store/notes/3", "", {**TURTLE, **token}).status == 204
    assert running.get("/store/notes/3").status == 200
    assert running.request("DELETE", "/store/notes/3", headers=token).status == 204


def test_a_request_without_a_body_asks_and_changes_nothing(writable: tuple[Server, dict[str, str], Path]) -> None:
    running, token, store = writable
    before = generation(store)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    query = {"Content-Type": "application/sparql-query"}
    asked = (("/sparql", form), ("/sparql", query), ("/update", form), ("/update", UPDATE))
    assert [running.request("POST", path, "", {**kind, **token}).status for path, kind in asked] == [400] * 4
    assert (running.request("POST", "/query", "", form).status, generation(store)) == (200, before)


@pytest.mark.parametrize("way", ["PUT", "POST", "update"])
def test_a_write_of_too_many_triples_is_refused_before_it_is_validated(store: Path, tmp_path: Path, way: str) -> None:
    shutil.copytree(store, tmp_path / "store")
    token = {"Authorization": f"Bearer {add_token(tmp_path / 'tokens', 'editor')}"}
    many = " ".join(f"<urn:n:{n}> <urn:p> {n} ." for n in range(11))
    endless = many + " <urn:n:12>"  # is refused before anybody reads so far
    settings = {"KG_SERVE_MAX_TRIPLES": "10"}
    with serving(
        tmp_path / "store", "--token-file", str(tmp_path / "tokens"), "--update", environment=settings
    ) as running:
        if way == "update":
            asked = f"INSERT DATA {{ GRAPH <urn:g:1> {{ {many} }} }}"
            answer = running.request("POST", "/update", asked, {**UPDATE, **token})
        else:
            answer = running.request(way, "/store/many", endless, {**TURTLE, **token})
        assert (answer.status, "a write may have 10 triples" in answer.text) == (413, True)
        assert (running.get("/store/many").status, generation(tmp_path / "store")) == (404, generation(store))


def test_a_write_that_waits_for_another_is_told_to_come_back(store: Path, tmp_path: Path) -> None:
    settings = Settings(store=store, deadline=0.05)
    with contextlib.closing(Generations(store)) as generations:
        writer = Writer(settings, generations)

        async def both() -> Problem:
            async with asyncio.timeout(5), writer._turn():
                with pytest.raises(Problem) as caught:
                    await writer.write({NamedNode("urn:g:1"): []})
            return caught.value

        told = asyncio.run(both())
    assert (told.status, told.detail, told.headers) == (
        503,
        "others are writing: try again in a moment",
        {"Retry-After": "10"},
    )


def test_a_token_is_compared_with_all_and_in_the_same_time_whatever_is_wrong_with_it() -> None:
    class Watched(str):
        __slots__ = ()
        __hash__ = None  # type: ignore[assignment]

        def __eq__(self, other: object) -> bool:
            raise AssertionError("this takes longer the more of it is right")

    class Counted(tuple[Token, ...]):
        seen = 0

        def __iter__(self) -> Iterator[Token]:
            for each in super().__iter__():
                self.seen += 1
                yield each

    secret, first = new_token("first")
    tokens = Counted(Token(each.name, Watched(each.digest)) for each in (first, *(new_token(n)[1] for n in "ab")))
    assert (holder(f"Bearer {secret}", tokens), tokens.seen) == ("first", 3)
    assert (holder("Bearer kg_wrong", tokens), tokens.seen) == (None, 6)


def test_a_token_begins_on_a_line_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    add_token(file, "first")
    file.write_text(file.read_text("utf-8").rstrip("\n"), "utf-8")
    add_token(file, "second")
    assert [token.name for token in read_tokens(file)] == ["first", "second"]


def test_a_broken_file_of_tokens_is_told_to_the_log_alone(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    file.write_text("no token\n", "utf-8")
    with serving(store, "--token-file", str(file)) as running:
        answer = running.request("PUT", "/store/notes/1", NOTE, TURTLE)
        assert (answer.status, str(file) in answer.text) == (503, False)
        assert f"{file}:1: this is no token" in running.log.read_text("utf-8")


@pytest.mark.parametrize(
    ("graph", "node"),
    [("urn:my:notes", "https://kg.example/article/zz"), ("https://kg.example/store/notes", "urn:my:zz")],
)
def test_what_is_written_is_found_at_its_address(
    writable: tuple[Server, dict[str, str], Path], graph: str, node: str
) -> None:
    running, token, _ = writable
    said = f'<{node}> <urn:my:p> "a note" .\n'
    place = f"/store?{urlencode({'graph': graph})}"
    assert running.request("PUT", place, said, {**TURTLE, **token}).status == 201
    for iri in (graph, node):
        path = iri.removeprefix("https://kg.example") if "/article/" in iri else f"/resource?{urlencode({'iri': iri})}"
        assert running.get(path, Accept="application/n-triples").text == said
        page = running.get(path, Accept="text/html")
        assert (page.status, "&lt;urn:my:p&gt; &#34;a note&#34;" in page.text) == (200, True)
    about = f'<{graph}> <urn:my:by> "her" .\n'
    assert running.request("POST", place, about, {**TURTLE, **token}).status == 204
    path = f"/resource?{urlencode({'iri': graph})}"
    assert sorted(running.get(path, Accept="application/n-triples").text.splitlines(True)) == sorted([about, said])
    assert running.request("DELETE", place, headers=token).status == 204
    assert running.get(path).status == 404


@pytest.mark.parametrize(
    ("path", "status"), [("/%73tore/one/two", 201), ("/store%2Fone/two", 404), ("/store%2Fone", 404)]
)
def test_an_address_that_is_escaped_names_its_own_graph_or_none(
    writable: tuple[Server, dict[str, str], Path], path: str, status: int
) -> None:
    running, token, at = writable

    def graphs() -> set[str]:
        with open_store(at) as store, store.snapshot() as snapshot:
            return {graph.value for graph in snapshot.graphs()}

    before = graphs()
    assert running.request("PUT", path, NOTE, {**TURTLE, **token}).status == status
    assert graphs() - before == ({"https://kg.example/store/one/two"} if status == 201 else set())
    running.request("DELETE", "/store/one/two", headers=token)


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
@pytest.mark.parametrize("path", ["%2e%2e/x", "../x", "a/%2E%2e", "a/./b", "..%2fx", "a%00b", "a%0db"])
def test_an_address_that_leads_elsewhere_names_no_graph(
    writable: tuple[Server, dict[str, str], Path], method: str, path: str
) -> None:
    running, token, store = writable
    before = generation(store)
    answer = running.request(method, f"/store/{path}", NOTE, {**TURTLE, **token})
    assert (answer.status, generation(store)) == (404, before)


@pytest.mark.parametrize(("path", "status"), [("..a/b..", 201), ("a|b", 400), ("a//b", 201)])
def test_what_is_a_name_is_one(writable: tuple[Server, dict[str, str], Path], path: str, status: int) -> None:
    running, token, _ = writable
    assert running.request("PUT", f"/store/{path}", NOTE, {**TURTLE, **token}).status == status
    assert running.request("DELETE", f"/store/{path}", headers=token).status == (204 if status == 201 else 400)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/sparql", "application/sparql-query"),
        ("/sparql", "application/x-www-form-urlencoded"),
        ("/update", "application/sparql-update"),
        ("/store/notes/utf", "text/turtle"),
    ],
)
@pytest.mark.parametrize("charset", ["utf-16", '"ISO-8859-1"'])
def test_a_text_in_another_encoding_is_refused(
    writable: tuple[Server, dict[str, str], Path], path: str, kind: str, charset: str
) -> None:
    running, token, store = writable
    before = generation(store)
    said = {"/sparql": "ASK {}", "/update": "INSERT DATA { <urn:a> <urn:b> 1 }"}.get(path, NOTE)
    method = "PUT" if path.startswith("/store") else "POST"
    answer = running.request(method, path, said, {"Content-Type": f"{kind}; charset={charset}", **token})
    asked = charset.strip('"').lower()
    assert (answer.status, f"is in UTF-8, not in {asked}" in answer.text) == (415, True)
    assert generation(store) == before


@pytest.mark.parametrize(
    ("update", "said"),
    [
        (
            "INSERT DATA { ?s <urn:p> 1 }",
            "the update is not well-formed SPARQL: error at 1:29, at the end: variables are not allowed in INSERT DATA",
        ),
        (
            "DELETE DATA { <urn:a> <urn:p> [] }",
            "the update is not well-formed SPARQL: error at 1:35, at the end: variables and blank nodes are not allowed"
            " in DELETE DATA",
        ),
        ("INSERT DATA { x:a <urn:p> 1 }", "there is no prefix `x:`; declare it with PREFIX, or use one of activity, "),
        (
            "DELETE { _:a <urn:p> 1 } WHERE {}",
            "the update is not well-formed SPARQL: error at 1:29, before `WHERE {}`",
        ),
    ],
)
def test_what_is_wrong_with_an_update_is_told_as_of_a_query(
    writable: tuple[Server, dict[str, str], Path], update: str, said: str
) -> None:
    running, token, _ = writable
    answer = running.request("POST", "/update", update, {**UPDATE, **token})
    told = answer.text.strip().removeprefix("400 Bad Request: ")
    assert (answer.status, told.partition("article")[0]) == (400, said)
