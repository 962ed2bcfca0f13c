"""Queries answer, and those that would run away, crash the process or reach out are stopped."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import QueryError
from kg.store import Answer, Limits, Snapshot, open_store
from kg.store.confined import KERNELS
from kg.store.queries import Query, prepare
from kg.store.updates import Update, changed_graphs, prepare_update
from kg.store.workers import Worker
from kg.vocab import rdf, schema, xsd
from tests.store.samples import NOW, OKOYE, article, publication

ONE = Literal("1", datatype=xsd.integer)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """Three hundred articles that mention one person."""
    with open_store(tmp_path_factory.mktemp("queries") / "S", create=True) as store:
        store.publish((publication(n, f"Day {n}") for n in range(300)), now=NOW)
        with store.snapshot() as opened:
            yield opened


def test_a_select_gives_rows(snapshot: Snapshot) -> None:
    answer = snapshot.query('SELECT ?who ?nobody { ?who schema:name "Ana Okoye" }')
    assert answer == Answer("bindings", variables=("who", "nobody"), rows=((OKOYE, None),))


def test_an_ask_gives_a_boolean(snapshot: Snapshot) -> None:
    assert snapshot.query('ASK { ?who schema:name "Nobody" }') == Answer("boolean", boolean=False)


def test_a_small_question_needs_no_more_than_the_least_that_kg_serve_takes(snapshot: Snapshot) -> None:
    assert snapshot.query("ASK {}", Limits(memory=256 << 20)).boolean is True


def test_a_construct_gives_each_triple_once_in_order(snapshot: Snapshot) -> None:
    construct = "CONSTRUCT { ?person a schema:Person } { ?article schema:mentions ?person }"
    answer = snapshot.query(construct, Limits(rows=1))  # of three hundred that are all the same
    assert answer == Answer("graph", triples=(Triple(OKOYE, rdf.type, schema.Person),))
    described = snapshot.query(f"DESCRIBE {article(1)}").triples
    assert described == tuple(sorted(described, key=str))
    assert len(described) == 4


def test_all_graphs_are_asked_together_unless_the_query_chooses(snapshot: Snapshot) -> None:
    graph = snapshot.iris.graph(article(7))
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s a schema:NewsArticle }}"
    assert snapshot.query(count.format("")).rows == ((Literal("300", datatype=xsd.integer),),)
    assert snapshot.query(count.format(f"FROM {graph}")).rows == ((ONE,),)
    named = f"SELECT (COUNT(*) AS ?n) {{ GRAPH {graph} {{ ?s a schema:NewsArticle }} }}"
    assert snapshot.query(named).rows == ((ONE,),)


def test_kg_and_the_query_may_both_declare_prefixes(snapshot: Snapshot) -> None:
    assert snapshot.query("PREFIX schema: <https://other.example/> ASK { ?s schema:name ?o }").boolean is False
    assert snapshot.query("ASK { ?s own:name ?o }", prefixes={"own": "https://schema.org/"}).boolean is True


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?s WHERE ?s ?p ?o }", 'error at 1:17, before `?s ?p ?o }`: expected "{"'),
        ("ASK { ?s a schema:Event\n ?s nf:date ?o }", "error at 2:10, before `nf:date ?o }`"),
        (
            "SELECT ?s { ?s ?p ?o } GROUP BY ?p",
            "error at 1:35, at the end: a variable of SELECT is neither in GROUP BY nor within COUNT, MIN or the like",
        ),
        (
            "SELECT (YEAR(?o) AS ?y) { ?s ?p ?o } GROUP BY (YEAR(?o))",
            "error at 1:57, at the end: an expression of SELECT has a variable that is neither in GROUP BY nor within "
            "COUNT, MIN or the like; what is grouped by gets a name there, as in GROUP BY (YEAR(?day) AS ?year), and "
            "SELECT has that name alone",
        ),
        ("SELECT ?s { ?s ?p ?o LIMIT 2", "a `}` is missing: the `{` at 1:11 is not closed"),
        ("ASK {\n ?s ?p '}' . { ?s ?p ?o FILTER(?o > 3 } }", "a `)` is missing: the `(` at 2:31 is not closed"),
        ("SELECT (COUNT(?s AS ?n) { ?s ?p ?o }", "a `)` is missing: the `(` at 1:8 is not closed"),
        ("SELECT ?s { ?s ?p ?o UNION { ?s ?p ?n } }", "error at 1:30, before `?s ?p ?n } }`"),
        ("SELECT ?s ?s { ?s ?p ?o }", "error at 1:26, at the end: SELECT names a variable twice"),
    ],
)
def test_a_query_that_is_not_well_formed_is_explained(snapshot: Snapshot, query: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        snapshot.query(query)
    assert str(caught.value) == f"the query is not well-formed SPARQL: {said}"
    assert snapshot.query("ASK {}").boolean is True


def test_a_prefix_that_nobody_declared_is_named(snapshot: Snapshot) -> None:
    with pytest.raises(QueryError, match=r"there is no prefix `foo:`; declare it with PREFIX, or use one of .*schema"):
        snapshot.query("PREFIX a: <https://a.example/> SELECT ?s { ?s a foo:Bar ; a:b schema:name }")
    with pytest.raises(QueryError, match="there is no prefix `foo:`"):
        snapshot.query("SELECT ?s { ?s foo:bar 'not: this' }")  # of which the engine says only what it expected


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "ASK { ?s ?p trueSERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "ASK { ?s ?p 1SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "ASK { ?s ?p 1.5SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { SERVICE<http://127.0.0.1/>{ ?s ?p ?o } }",
        "SELECT * { # a comment ' \n SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'a\\'b' SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p """a"b""" SERVICE <http://127.0.0.1/> { ?s ?p ?o } }',
        "SELECT * { ?s ?p '''' SERVICE <http://127.0.0.1/> { ?s ?p ?o } '''' }",
        "SELECT * { ?s ?p '' SERVICE <http://127.0.0.1/> { ?s ?p ?o } '' }",
        "SELECT * { ?s ?p ?a FILTER(?a<'>') SERVICE <http://127.0.0.1/> { ?s ?p ?o } FILTER(?a='') }",
        "SELECT * { ?s ?p ?a FILTER(?a<?b#>'''\n) SERVICE <http://127.0.0.1/> { ?s ?p ?o } #'''\n }",
        "SELECT * { ?s ?p ?a FILTER(?a<urn:x#>'''\n) SERVICE <http://127.0.0.1/> { ?s ?p ?o } #'''\n }",
        "ASK { ?s ?p 1.e5SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1/> ASK { ?s ?p 1.e5SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1/> ASK { ?s ?p true.SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX y: <http://127.0.0.1/> SELECT * { servicey:x { ?s ?p ?o } }",
        "SELECT * { SERVICESILENT<http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p schema:.SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p schema:\\\' SERVICE <http://127.0.0.1/> { ?a ?b "\'" } } # "',
        'SELECT * { ?s ?p (""" x") SERVICE <http://127.0.0.1/> { ?s ?p ?o } } # \\q"""',
        'SELECT * { ?s ?p (""" x") SERVICE <http://127.0.0.1/> { ?s ?p ?o } } # \\ud800"""',
    ],
)
def test_service_is_refused_however_it_hides(query: str) -> None:
    reasons = r"SERVICE is refused|could be read in two ways|is not closed"
    with pytest.raises(QueryError, match=reasons):
        prepare(query, {})


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?service ?p 'SERVICE' } # SERVICE",
        "SELECT * { <http://a.example/SERVICE#LOAD> ?p '''SERVICE ' LOAD''' }",
        "SELECT * { ?s ?p '''a ''SERVICE'' ' LOAD''', \"\"\"a \"\"SERVICE\"\" \" LOAD\"\"\" }",
        "SELECT * { ?s schema:service ?o ; :load $insert ; x:a.service _:load . FILTER(?s < ?o && ?o > 1) }",
        "PREFIX load: <http://a.example/> SELECT ?delete { ?s load:x 'a'@add }",
        f"SELECT * {'{' * 190}{'}' * 190}",
        "SELECT * { ?s ?p 12, 1.25e10, 2031, 1e+5, .5e-3, 1.0E-3 } LIMIT 100 OFFSET 20",
        "SELECT * { ?s ?p x:a\\,b%41.c\\#d, 'a\\tb\\u0041', <http://a.example/\\u0041> }",
    ],
)
def test_the_words_of_other_things_are_no_service(query: str) -> None:
    assert prepare(query, {"a": "b"}) == Query(query, {"a": "b"}, union=True, form="SELECT")


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:b> <a:c> <a:d> }",
        "PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "load <http://127.0.0.1/> into graph <a:b>",
        "CLEAR ALL",
        "DROP GRAPH <a:b>",
    ],
)
def test_an_update_is_refused(update: str) -> None:
    with pytest.raises(QueryError, match="this is an update"):
        prepare(update, {})


def test_what_is_no_query_at_all_is_refused() -> None:
    with pytest.raises(QueryError, match="this is no query"):
        prepare("Who visited Valdoria?", {})
    with pytest.raises(QueryError, match="the limit is 1000000"):
        prepare("ASK {}" + " " * 1_000_000, {})


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {'{' * 3_000}{'}' * 3_000}",
        f"SELECT * {{ FILTER({'(' * 20_000}1{')' * 20_000}) }}",
        f"SELECT * {{ ?s ?p {'[ a ' * 5_000}{']' * 5_000} }}",
        f"SELECT * {{ ?s ?p {'(' * 5_000}{')' * 5_000} }}",
        f"SELECT * {{ FILTER(?a<{'(' * 5_000}>{')' * 5_000}) }}",
    ],
)
def test_deep_nesting_is_refused_before_it_is_parsed(query: str) -> None:
    with pytest.raises(QueryError, match=r"nested too deeply|two ways"):
        prepare(query, {})


def test_a_crash_of_the_process_is_survived(snapshot: Snapshot) -> None:
    deep = "!" * 400_000  # what no count of brackets finds
    with pytest.raises(QueryError, match="broke its process"):
        snapshot.query(f"SELECT * {{ ?s ?p ?o FILTER({deep}true) }}")
    assert snapshot.query("ASK {}").boolean is True


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a",
        'SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER REGEX(CONCAT(STR(?a), STR(?f), STR(?i)), "^(a+)+$") }',
    ],
    ids=["count", "order", "regex"],
)
def test_a_query_is_stopped_at_its_deadline(snapshot: Snapshot, query: str) -> None:
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0.5 seconds|broke its process"):
        snapshot.query(query, Limits(seconds=0.5))
    assert time.monotonic() - start < 5
    assert snapshot.query("ASK {}").boolean is True


def test_rows_without_end_are_cut_and_the_answer_says_so(snapshot: Snapshot) -> None:
    answer = snapshot.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", Limits(rows=1_500))
    assert (len(answer.rows), answer.truncated) == (1_500, "1500 rows")
    answer = snapshot.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", Limits(bytes=100_000))
    assert answer.truncated == "100000 bytes"
    assert 50 < len(answer.rows) < 500
    answer = snapshot.query("CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }", Limits(rows=200))
    assert (len(answer.triples), answer.truncated) == (200, "200 rows")
    whole = snapshot.query("SELECT * { ?a a schema:NewsArticle }", Limits(rows=300))
    assert (len(whole.rows), whole.truncated) == (300, None)


def test_a_query_that_eats_memory_loses_its_process_only(snapshot: Snapshot) -> None:
    doubled = "".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1}) " for n in range(40))
    with pytest.raises(QueryError, match=r"more than 512 MB of memory|the query failed"):
        snapshot.query(f'SELECT ?x40 {{ BIND("news" AS ?x0) {doubled} }}', Limits(memory=512 << 20))
    assert snapshot.query("ASK {}").boolean is True


def test_no_query_calls_anybody_or_reads_a_file(snapshot: Snapshot) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        calls = list[object]()
        thread = threading.Thread(target=_accept, args=(listener, calls))
        thread.start()
        place = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        for query in (
            f"SELECT * FROM <{place}> {{ ?s ?p ?o }}",
            f"SELECT * FROM NAMED <{place}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
            "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
            f"SELECT * {{ GRAPH <{place}> {{ ?s ?p ?o }} }}",
        ):
            assert snapshot.query(query).rows == ()
        with pytest.raises(QueryError):
            snapshot.query(f"SELECT * {{ \\u0053ERVICE <{place}> {{ ?s ?p ?o }} }}")
        thread.join()
    assert calls == []


@pytest.mark.skipif(sys.platform != "linux" or os.uname().machine not in KERNELS, reason="the kernel has no such lock")
def test_what_a_check_would_miss_reaches_nobody(snapshot: Snapshot) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        place = f"<http://127.0.0.1:{listener.getsockname()[1]}/>"
        query = Query(f"SELECT * {{ SERVICE {place} {{ ?s ?p ?o }} }}", {}, union=True)
        worker = Worker(Limits().memory)
        with contextlib.closing(worker), pytest.raises(QueryError, match="Permission denied"):
            worker.ask(snapshot.path / "oxigraph", query, Limits(seconds=5))
        with pytest.raises(QueryError, match="Permission denied"):
            changed_graphs(snapshot, Update(f"LOAD {place}", None), Limits(seconds=5), base="http://x.test/")
        listener.settimeout(0.05)
        with pytest.raises(TimeoutError):
            listener.accept()


def _accept(listener: socket.socket, calls: list[object]) -> None:
    try:
        calls.append(listener.accept())
    except TimeoutError:
        return


def test_threads_that_share_a_snapshot_have_their_own_answers(snapshot: Snapshot) -> None:
    queries = [f"SELECT ({number} AS ?x) {{}}" for number in range(60)]
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(snapshot.query, queries))
    assert [answer.rows[0][0] for answer in answers] == [Literal(number) for number in range(60)]


def test_a_query_that_is_interrupted_leaves_nothing_for_the_next(snapshot: Snapshot) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    values = " ".join(map(str, range(60)))
    slow = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?a{n} {{ {values} }}" for n in range(6)) + " }"
    snapshot.query("ASK {}")
    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with pytest.raises(KeyboardInterrupt):
            snapshot.query(slow)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert snapshot.query("SELECT (1 AS ?x) {}", Limits(seconds=5)).rows == ((Literal(1),),)


def test_the_query_process_ends_with_its_snapshot(tmp_path: Path) -> None:
    with open_store(tmp_path / "S", create=True) as store:
        with store.snapshot() as snapshot:
            snapshot.query("ASK {}")
            process = snapshot._worker._process if snapshot._worker else None
        assert process is not None
        assert process.poll() is not None
        with pytest.raises(ProcessLookupError):
            os.kill(process.pid, 0)


def test_terms_that_look_like_queries_are_only_terms(snapshot: Snapshot) -> None:
    name = Literal('x" } ; DROP ALL ; SELECT * { ?s ?p "')
    assert snapshot.query(f"SELECT ?s {{ ?s schema:name {name} }}").rows == ()
    assert isinstance(snapshot.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } } LIMIT 1").rows[0][0], NamedNode)


def test_threads_do_not_eat_the_memory_that_a_query_may_have(snapshot: Snapshot) -> None:
    limits = Limits(memory=320 << 20)  # two and a half times what the process needs for a small question
    asked = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?a a ?d }"
    assert [snapshot.query(asked, limits).rows for _ in range(5)] == [((Literal("1202", datatype=xsd.integer),),)] * 5


@pytest.mark.parametrize(
    ("update", "graphs"),
    [
        (
            "INSERT DATA { GRAPH <urn:g:a> { <urn:a:1> <urn:b:1> <urn:c:1> } }",
            {"urn:g:a", "urn:a:1", "urn:b:1", "urn:c:1"},
        ),
        ("INSERT DATA { GRAPHg:a { <urn:a:1> <urn:b:1> <urn:c:1> } }", None),
        ("WITHg:a DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", None),
        ("DELETE WHERE { ?s ?p ?o } ; DROPGRAPH g:a", None),
        ("DELETE WHERE { ?s ?p ?o } ; CLEARALL", None),
        ("INSERT DATA { GRAPH <urn:g:\\u0061> { <urn:a:1> <urn:b:1> <urn:c:1> } }", None),
    ],
)
def test_an_update_whose_graphs_are_not_all_named_may_change_any(update: str, graphs: set[str] | None) -> None:
    assert prepare_update(update).graphs == graphs


def test_threads_do_not_eat_the_memory_that_an_update_may_have(snapshot: Snapshot) -> None:
    update = prepare_update("INSERT DATA { GRAPH <http://x.test/g> { <http://x.test/a> <http://x.test/b> 1 } }")
    limits = Limits(memory=400 << 20)  # one and a half times what the process needs for a small update
    triple = Triple(NamedNode("http://x.test/a"), NamedNode("http://x.test/b"), ONE)
    for _ in range(5):
        changed = changed_graphs(snapshot, update, limits, base="http://x.test/")
        assert changed == {NamedNode("http://x.test/g"): (triple,)}


def test_a_prefix_has_so_many_characters() -> None:
    assert prepare(f"ASK {{ ?s {'a' * 200}:b ?o }}", {}).form == "ASK"
    for prefix in ("a" * 201, "a." * 100 + "a"):
        with pytest.raises(QueryError, match="is longer than a prefix may be: 200 characters"):
            prepare(f"ASK {{ ?s {prefix}:b ?o }}", {})


@pytest.mark.parametrize("part", ["a.", "a-", "a.a.a-", "<a", "'a ", '"""a', "1e", "x ", "{}", "#\n", '"\\'])
def test_a_long_query_is_checked_in_a_moment(part: str) -> None:
    began = time.process_time()
    with contextlib.suppress(QueryError):
        prepare("ASK {} " + part * (100_000 // len(part)), {})
    assert time.process_time() - began < 1.5
