"""Servers that lie, break off, refuse, or go away: it is found out, told in clear words, and can be mended."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from kg.errors import QueryError, StoreError
from kg.iris import Iris
from kg.remote import Patience, RemoteError, RemoteStore, address_of, open_remote
from kg.store import ArticleChange, Published, open_store
from kg.vocab import ledger
from tests.cli.running import run
from tests.remote.servers import free_port, oxigraph
from tests.remote.stub import JSON, Answer, Misbehave, Request, Stub, stub_server
from tests.samples import ARTICLE, OFFICE, VISIT, facts_of, write_sample
from tests.store.samples import IRIS, NOW, article, publication, withdrawal

OTHER = replace(ARTICLE, url=None, id="hp-2", headline="Talks in Kesmark")
PAGE = b"<!DOCTYPE html><html><head><title>Sign in to Harbour Data</title></head><body><form></form></body></html>"


@pytest.fixture
def stub() -> Iterator[Stub]:
    with stub_server() as running:
        yield running


def patience(waits: list[float] | None = None, **given: float) -> Patience:
    noted = [] if waits is None else waits
    return Patience(tries=int(given.get("tries", 3)), seconds=given.get("seconds", 5.0), sleep=noted.append)


def opened(stub: Stub, waits: list[float] | None = None, **given: float) -> RemoteStore:
    return open_remote(address_of(stub.url), create=True, environment={}, patience=patience(waits, **given))


def is_update(request: Request) -> bool:
    return request.path.endswith("/update")


LIES: dict[str, tuple[Answer, str]] = {
    "a web page": (
        Answer(200, "text/html; charset=utf-8", PAGE),
        "answers with a web page and not with SPARQL results (Sign in to Harbour Data): is it the URL of a SPARQL",
    ),
    "another type": (
        Answer(200, "application/xml", b"<a>b</a>"),
        "answers with application/xml and not with SPARQL results (<a>b</a>): is it",
    ),
    "cut off by the server": (
        Answer(200, JSON, b'{"head": {"vars": ["a"]}, "results": {"bindings": ['),
        "gave an answer that is cut off or broken (",
    ),
    "empty": (Answer(200, JSON, b""), "gave an answer that is cut off or broken ("),
    "cut off on the way": (Answer(200, JSON, b"x" * 900, cut=300), "broke off in the middle of its answer ("),
    "no word": (Answer(drop=True), "broke off in the middle of its answer ("),
    "401": (
        Answer(401, "text/plain", b"Who?"),
        "answers HTTP 401: Who?; it wants to know who you are: set KG_REMOTE_USER",
    ),
    "403": (Answer(403, "text/plain", b"No."), "answers HTTP 403: No.; whoever KG_REMOTE_USER names"),
    "404": (
        Answer(404, "text/html", b"<h1>Gone</h1>"),
        "answers HTTP 404: Gone; is this the URL of a SPARQL endpoint?",
    ),
    "500": (Answer(500, "text/plain", b"oops\n at x"), "answers HTTP 500: oops at x (3 tries)"),
    "503": (Answer(503, "text/plain", b""), "answers HTTP 503 (3 tries)"),
    "moved": (
        Answer(302, "text/plain", headers={"Location": "https://ana:secret@other.example/sparql"}),
        "answers HTTP 302; it points to https://other.example/sparql: is that the URL to give?",
    ),
}


@pytest.mark.parametrize("lie", LIES)
def test_what_is_no_sparql_answer_is_told_as_what_it_is(stub: Stub, lie: str) -> None:
    answer, message = LIES[lie]
    stub.misbehave = lambda _: answer
    with pytest.raises(RemoteError) as caught:
        opened(stub)
    assert str(caught.value).startswith(f"{stub.url}/query {message}")
    assert "secret" not in str(caught.value)


def test_a_server_that_is_not_there_is_told_of() -> None:
    url = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(RemoteError) as caught:
        open_remote(address_of(url), create=True, environment={}, patience=patience())
    assert str(caught.value) == f"{url}/query cannot be reached (Connection refused) (3 tries)"


def test_an_answer_that_does_not_come_is_given_up(stub: Stub) -> None:
    import time

    def dawdle(_: Request) -> None:
        time.sleep(0.6)

    stub.misbehave = dawdle
    with pytest.raises(RemoteError) as caught:
        opened(stub, tries=1, seconds=0.2)
    assert str(caught.value) == f"{stub.url}/query was not done in 0.2 seconds"


def test_what_passes_is_tried_again_after_a_while(stub: Stub) -> None:
    numbers, waits = count(1), list[float]()
    busy = {1: Answer(503, headers={"Retry-After": "7"}), 2: Answer(drop=True)}
    stub.misbehave = lambda _: busy.get(next(numbers))
    assert opened(stub, waits).digests() == {}
    assert waits == [7.0, 1.0]


def test_who_asks_for_a_long_wait_is_not_waited_for(stub: Stub) -> None:
    waits: list[float] = []
    stub.misbehave = lambda _: Answer(503, headers={"Retry-After": "3600"})
    with pytest.raises(RemoteError):
        opened(stub, waits)
    assert waits == []


FIRST = [publication(1), publication(2, names=["Okoye"])]
SECOND = [publication(1, "Sun in Valdoria", names=["A. Okoye"]), withdrawal(2), publication(3, names=["Okoye"])]
BROKEN: dict[str, Answer] = {
    name: answer for name, (answer, _) in LIES.items() if name in ("a web page", "cut off on the way", "no word", "500")
}


REASON = "Published by mistake."


@pytest.mark.parametrize("after", [False, True], ids=["before it is done", "after it is done"])
@pytest.mark.parametrize("mended_by", ["the same again", "the next publish"])
def test_a_retraction_that_breaks_off_anywhere_is_finished(mended_by: str, after: bool, tmp_path: Path) -> None:
    with open_store(tmp_path / "expected", create=True) as folder:
        folder.publish(FIRST, now=NOW)
        folder.retract(article(1), REASON, now=NOW)
        folder.publish([publication(3)], now=NOW)
        whole, digests = contents_of(folder), folder.digests()
    for number in count(1):
        with stub_server() as stub:
            store = opened(stub)
            store.publish(FIRST, now=NOW)
            misbehave = from_the(number, BROKEN["500"], after)
            misbehave.store = stub.store  # type: ignore[attr-defined]
            stub.misbehave = misbehave
            done = None
            with contextlib.suppress(StoreError):
                done = store.retract(article(1), REASON, now=NOW)
            stub.misbehave = lambda _: None
            if done:
                assert number > 8  # every request of the retraction went wrong once
                return
            begun = store.snapshot().retraction(article(1)) == REASON
            if mended_by == "the same again" or not begun:
                with contextlib.suppress(StoreError):  # the answer alone was lost: then it was retracted
                    store.retract(article(1), REASON, now=NOW)
            store.publish([FIRST[0], publication(3)], now=NOW)
            assert (contents_of(store), store.digests(), store.unfinished()) == (whole, digests, ())
            assert store.history()[0].quads == len(whole)
            written = {quad.graph_name for quad in stub.store if quad.subject == article(1)}
            assert written == {IRIS.tombstones_graph}  # the books have nothing of it either


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str], dict[str, str]]:
    """What a folder holds after the first publish and after the second, and its digests then."""
    with open_store(tmp_path_factory.mktemp("expected") / "store", create=True) as store:
        held = []
        for changes in (FIRST, SECOND):
            store.publish(changes, now=NOW)
            held.append(contents_of(store))
        return held[0], held[1], store.digests()


def contents_of(store: object) -> set[str]:
    with store.snapshot() as snapshot:  # type: ignore[attr-defined]
        return set(map(str, snapshot.quads()))


def from_the(number: int, answer: Answer, after: bool) -> Misbehave:
    """Misbehaves from a request on; with `after`, an update is done before the answer to it goes wrong."""
    numbers = count(1)

    def misbehave(request: Request) -> Answer | None:
        if next(numbers) < number:
            return None
        if after and is_update(request):
            from pyoxigraph import Store

            assert isinstance(misbehave.store, Store)  # type: ignore[attr-defined]
            misbehave.store.update(request.text)  # type: ignore[attr-defined]
        return answer

    return misbehave


@pytest.mark.parametrize("after", [False, True], ids=["before it is done", "after it is done"])
@pytest.mark.parametrize("fault", BROKEN)
def test_a_publish_that_breaks_off_anywhere_is_seen_and_finished_by_the_next(
    expected: tuple[set[str], set[str], dict[str, str]], fault: str, after: bool
) -> None:
    before, whole, digests = expected
    for number in count(1):
        with stub_server() as stub:
            store = opened(stub)
            store.publish(FIRST, now=NOW)
            assert contents_of(store) == before
            misbehave = from_the(number, BROKEN[fault], after)
            misbehave.store = stub.store  # type: ignore[attr-defined]
            stub.misbehave = misbehave
            published = None
            with contextlib.suppress(StoreError):
                published = store.publish(SECOND, now=NOW)
            stub.misbehave = lambda _: None
            if published and not published.failed:
                assert number > 8  # every request of the publish went wrong once
                return
            for iri, digest in store.digests().items():  # what is recorded as done is done
                was_or_is = {FIRST[0].digest, FIRST[1].digest, digests.get(iri)}
                assert digest in was_or_is
            again = store.publish(SECOND, now=NOW)
            assert again.failed == ()
            assert (contents_of(store), store.digests(), store.unfinished()) == (whole, digests, ())
            assert store.publish(SECOND, now=NOW).generation is None
            assert store.history()[0].quads == len(whole)


def test_an_article_that_is_refused_stops_no_other(stub: Stub) -> None:
    store = opened(stub)
    bad = publication(2, "Storm in Valdoria")

    def refuse(request: Request) -> Answer | None:
        return Answer(400, "text/plain", b"no storms") if is_update(request) and "Storm" in request.text else None

    stub.misbehave = refuse
    published = store.publish([publication(1), bad, publication(3)], now=NOW)
    reason = f"{stub.url}/update answers HTTP 400: no storms"
    assert published == Published(1, (article(1), article(3)), failed=((article(2), reason),))
    assert sorted(store.digests()) == sorted([article(1).value, article(3).value])
    stub.misbehave = lambda _: None
    assert store.publish([publication(1), bad, publication(3)], now=NOW).changed == (article(2),)
    assert store.unfinished() == ()


def test_a_server_that_fails_at_every_article_is_not_asked_for_ever(stub: Stub) -> None:
    store = opened(stub)
    changes = [publication(number, "Rain") for number in range(1, 30)]
    stub.misbehave = lambda request: Answer(500) if is_update(request) else None
    with pytest.raises(RemoteError) as caught:
        store.publish(changes, now=NOW)
    assert str(caught.value) == f"{stub.url}/update answers HTTP 500 (3 tries)"
    assert sum(is_update(request) for request in stub.asked) == 12  # the batch and three articles, three times each
    assert store.digests() == {}


def test_a_server_that_begins_to_fail_at_every_article_is_left_alone(stub: Stub) -> None:
    store = opened(stub)
    changes = [publication(number) for number in range(50)]  # one batch
    later = [publication(number, "Sun in Valdoria") for number in range(50, 80)]
    stub.misbehave = lambda request: Answer(500) if is_update(request) and "Sun" in request.text else None
    published = store.publish([*changes, *later], now=NOW)
    assert set(published.changed) == {each.article for each in changes}
    assert {node for node, _ in published.failed} == {each.article for each in later}
    assert sum(is_update(request) for request in stub.asked) == 13


def test_a_server_that_says_yes_and_does_nothing_is_found_out(stub: Stub) -> None:
    store = opened(stub)
    stub.misbehave = lambda request: Answer(204) if is_update(request) else None
    ((node, reason),) = store.publish([publication(1)], now=NOW).failed
    assert node == article(1)
    assert reason.startswith(f"{stub.url}/query took the change without a complaint, and does not have it")


def test_rows_that_a_server_keeps_back_are_asked_for(stub: Stub) -> None:
    store = opened(stub)
    store.publish([publication(number) for number in range(4)], now=NOW)
    whole = contents_of(store)

    def stingy(request: Request) -> Answer | None:
        if is_update(request) or "COUNT" in request.text or "LIMIT" in request.text:
            return None
        answer = stub.answer(request)
        found = json.loads(answer.body)
        if "results" in found:
            found["results"]["bindings"] = found["results"]["bindings"][:2]
        return Answer(200, JSON, json.dumps(found).encode())

    stub.misbehave = stingy
    assert len(store.digests()) == 4
    with store.snapshot() as snapshot:
        assert {str(quad) for number in range(4) for quad in snapshot.article_graph(article(number))} < whole


def test_rows_that_never_come_are_missed(stub: Stub) -> None:
    store = opened(stub)
    store.publish([publication(number) for number in range(4)], now=NOW)
    less = Answer(200, JSON, b'{"head": {"vars": ["article", "digest", "quads"]}, "results": {"bindings": []}}')
    stub.misbehave = lambda request: less if "?digest ?quads" in request.text else None
    with pytest.raises(RemoteError) as caught:
        store.digests()
    assert str(caught.value) == f"{stub.url}/query gives 0 rows of 4: let it give more at once"


def test_a_query_that_is_refused_is_told_in_the_words_of_the_server(stub: Stub) -> None:
    store = opened(stub)
    store.publish([publication(1)], now=NOW)
    stub.misbehave = lambda request: Answer(400, "text/plain", b"line 1: odd") if "odd" in request.text else None
    with store.snapshot() as snapshot, pytest.raises(QueryError) as caught:
        snapshot.query("SELECT * { GRAPH ?g { ?odd ?b ?c } }")
    assert str(caught.value) == f"{stub.url}/query refuses the query: line 1: odd"


def test_a_server_without_the_union_of_graphs_is_told_of(stub: Stub) -> None:
    store = opened(stub)
    store.publish([publication(1)], now=NOW)
    no = Answer(200, JSON, b'{"head": {}, "boolean": false}')
    stub.misbehave = lambda request: no if request.text.startswith("ASK { <https://kg.example/graph/ledger>") else None
    with store.snapshot() as snapshot:
        for query in ("SELECT * { ?a ?b ?c }", "SELECT * { ?a ?b <https://kg.example/graph/x> } # GRAPH"):
            with pytest.raises(QueryError) as caught:
                snapshot.query(query)
            assert "does not look into named graphs unless a query says GRAPH" in str(caught.value)
        assert snapshot.query("SELECT ?h { GRAPH ?g { ?a <https://schema.org/headline> ?h } }").rows


NAMED = {"KG_REMOTE_USER": "ana", "KG_REMOTE_PASSWORD": "sand and sea"}


def challenged(scheme: str) -> Callable[[Request], Answer | None]:
    def misbehave(request: Request) -> Answer | None:
        return None if request.authorization else Answer(401, headers={"WWW-Authenticate": scheme})

    return misbehave


def test_a_password_is_sent_only_to_who_asks_for_it(stub: Stub) -> None:
    open_remote(address_of(stub.url), create=True, environment=NAMED, patience=patience())
    assert {request.authorization for request in stub.asked} == {""}
    stub.asked.clear()
    stub.misbehave = challenged('Basic realm="harbour"')
    open_remote(address_of(stub.url), create=True, environment=NAMED, patience=patience())
    assert [request.authorization for request in stub.asked] == ["", *["Basic YW5hOnNhbmQgYW5kIHNlYQ=="] * 2]


def test_a_wrong_password_is_sent_once(stub: Stub) -> None:
    stub.misbehave = lambda _: Answer(401, headers={"WWW-Authenticate": 'Basic realm="harbour"'})
    with pytest.raises(RemoteError) as caught:
        open_remote(address_of(stub.url), create=True, environment=NAMED, patience=patience())
    assert "sand and sea" not in str(caught.value)
    assert len(stub.asked) == 2


def test_a_token_is_sent_at_once(stub: Stub) -> None:
    open_remote(address_of(stub.url), create=True, environment={"KG_REMOTE_TOKEN": "t0ken"}, patience=patience())
    assert {request.authorization for request in stub.asked} == {"Bearer t0ken"}


def test_a_redirect_takes_no_password_elsewhere(stub: Stub) -> None:
    with stub_server() as other:
        stub.misbehave = lambda _: Answer(302, headers={"Location": f"{other.url}/query"})
        with pytest.raises(RemoteError):
            open_remote(
                address_of(stub.url), create=True, environment={"KG_REMOTE_TOKEN": "t0ken"}, patience=patience()
            )
        assert other.asked == []


def test_a_server_that_is_killed_in_mid_publish_is_caught_up_with(tmp_path: Path) -> None:
    port, changes = free_port(), [publication(number, names=["Ana Okoye", "Okoye"]) for number in range(160)]
    with open_store(tmp_path / "twin", create=True) as twin:
        twin.publish(changes, now=NOW)
        whole = contents_of(twin)

    def killing(process: object) -> Iterator[ArticleChange]:
        for number, each in enumerate(changes):
            if number == 120:  # two batches are written by now
                process.kill()  # type: ignore[attr-defined]
                process.wait()  # type: ignore[attr-defined]
            yield each

    with oxigraph(tmp_path / "served", port) as (url, process):
        store = open_remote(address_of(url), create=True, environment={}, patience=patience())
        published = store.publish(killing(process), now=NOW)
    assert (len(published.changed), len(published.failed)) == (100, 60)
    with oxigraph(tmp_path / "served", port):
        assert len(store.digests()) == 100
        assert len(store.publish(changes, now=NOW).changed) == 60
        assert contents_of(store) == whole


def test_the_command_says_which_article_failed_and_what_to_do(stub: Stub, tmp_path: Path) -> None:
    files = [
        write_sample(tmp_path, facts_of(VISIT), "one"),
        write_sample(tmp_path, facts_of(OFFICE, article=OTHER), "two"),
    ]
    stub.misbehave = lambda request: (
        Answer(400, "text/plain", b"no talks") if is_update(request) and "Talks" in request.text else None
    )
    result = run("publish", *files, "--store", stub.url)
    assert result.exit_code == 2
    assert f"failed     {files[1]}  Talks in Kesmark  ({stub.url}/update answers HTTP 400: no talks)" in (result.stderr)
    assert result.stderr.endswith(
        f"Published 1 article with 1 fact to {stub.url}/query (generation 1). Of the rest: 1 failed.\n"
        "Publish the same again: what was written is not sent a second time, and the rest is finished.\n"
    )
    stub.misbehave = lambda _: None
    again = run("publish", *files, "--store", stub.url)
    assert (again.exit_code, "1 unchanged" in again.stderr) == (0, True)


def test_the_command_tells_of_a_page_in_one_line(stub: Stub) -> None:
    stub.misbehave = lambda _: LIES["a web page"][0]
    result = run("export", "--store", stub.url)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"Error: {stub.url}/query answers with a web page and not with SPARQL results (Sign in to Harbour Data):"
        " is it the URL of a SPARQL endpoint?\n"
    )


def test_the_commands_retract_and_check_on_a_server(stub: Stub, tmp_path: Path) -> None:
    assert run("publish", write_sample(tmp_path, facts_of(VISIT), "one"), "--store", stub.url).exit_code == 0
    url = ARTICLE.url
    assert url
    checked = run("check", "--store", stub.url)
    assert (checked.exit_code, checked.stderr) == (0, "Nothing found.\n")
    purged = run("retract", url, "--reason", REASON, "--purge", "--store", stub.url)
    assert (purged.exit_code, purged.stderr) == (
        2,
        f"Error: {stub.url}/query keeps no history that could be purged: retract without --purge takes away all that kg"
        " wrote there; the server's own backups and logs are its administrator's\n",
    )
    retracted = run("retract", url, "--reason", REASON, "--store", stub.url)
    assert (retracted.exit_code, retracted.stderr) == (
        0,
        f"{url} was retracted (generation 2).\n"
        f"To undo this: kg retract {Iris().article(url=url).value} --undo --store {stub.url}/query\n",
    )
    again = run("publish", write_sample(tmp_path, facts_of(VISIT), "one"), "--store", stub.url)
    assert "retracted" in again.stderr
    assert opened(stub).digests() == {}
    undone = run("retract", url, "--undo", "--store", stub.url)
    told = "may be published again, for nothing is kept of it"
    assert (undone.exit_code, undone.stderr) == (0, f"{url} {told} (generation 3).\n")
    assert run("publish", tmp_path / "one.facts.yaml", "--store", stub.url).exit_code == 0
    assert [info.what for info in opened(stub).history()] == ["publish", "retraction undone", "retract", "publish"]


def test_the_history_names_what_is_not_wholly_written(stub: Stub) -> None:
    store = opened(stub)
    store.publish([publication(1)], now=NOW)
    record = f"<{ledger.graph.value}> {IRIS.graph(article(2))}"
    stub.store.update(f"INSERT DATA {{ GRAPH {IRIS.ledger_graph} {{ {article(2)} {record} }} }}")
    result = run("history", "--store", stub.url)
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 2)
    assert result.stderr == (f"Not wholly written: {article(2).value}; publish it again, which finishes it.\n")


@pytest.mark.parametrize(
    ("words", "column", "value", "told"),
    [
        (("history",), "article", "no iri", "'no iri' where the books that kg keeps there have an IRI"),
        (("export",), "graph", "no iri", "'no iri' where the books that kg keeps there have an IRI"),
        (("publish", "FILE"), "quads", "many", "'many' where the books that kg keeps there have a number"),
    ],
)
def test_books_that_say_what_they_cannot_are_told_of(
    stub: Stub, tmp_path: Path, words: tuple[str, ...], column: str, value: str, told: str
) -> None:
    opened(stub).publish([publication(1)], now=NOW)
    record = f"{article(2)} <{ledger.graph.value}> {IRIS.graph(article(2))}"
    stub.store.update(f"INSERT DATA {{ GRAPH {IRIS.ledger_graph} {{ {record} }} }}")

    def lie(request: Request) -> Answer | None:
        good = stub.answer(request) if f"?{column}" in request.text and not is_update(request) else None
        if good is None or good.kind != JSON:
            return None
        rows = json.loads(good.body)
        if column not in rows["head"].get("vars", ()):
            return None
        for row in rows["results"]["bindings"]:
            row[column] = {"type": "literal", "value": value}
        return Answer(200, JSON, json.dumps(rows).encode())

    stub.misbehave = lie
    file = write_sample(tmp_path, facts_of(OFFICE))
    result = run(*(str(file) if word == "FILE" else word for word in words), "--store", stub.url)
    assert (result.exit_code, told in result.stderr) == (2, True)
