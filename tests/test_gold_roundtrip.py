"""Every field of every gold fact can be read back from a store by SPARQL.

The facts are rebuilt from the store alone, with the property of each field taken from the shapes by another
query; nothing of the mapper is used for reading back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from pyoxigraph import RdfFormat, Triple
from pyoxigraph import Store as Oxigraph

from kg.iris import Iris
from kg.publishing import Gate, Texts, publish
from kg.resources import shapes_dir
from kg.schema import load_schema
from kg.store import Store, open_store
from kg.validation import Validator
from tests.conftest import SHARED, needs_shared

GOLD = SHARED / "gold"
NAMING = set(
    "person organization member group speaker addressee about participants entity place visitor destination parties "
    "target authority jurisdiction source".split()
)
PREFIXES = """
PREFIX nf: <https://w3id.org/news-facts/ns#> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/> PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@pytest.fixture(scope="module")
def gold_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    types = load_schema()
    with open_store(tmp_path_factory.mktemp("gold") / "store", create=True) as store:
        gate = Gate(types, Validator(types), Iris(store.base))
        summary = publish(
            sorted(GOLD.glob("*.facts.yaml")),
            store,
            gate,
            Texts([SHARED]),
            now=datetime(2026, 1, 1, tzinfo=UTC),
        )
        assert [(o.name, o.findings, o.problems) for o in summary.outcomes if not o.clean] == []
        yield store


def rows(store: Store, query: str) -> list[tuple[str | None, ...]]:
    with store.snapshot() as snapshot:
        return [
            tuple(None if term is None or isinstance(term, Triple) else term.value for term in row)
            for row in snapshot.query(PREFIXES + query).rows
        ]


def key_of_path() -> dict[tuple[str, str], str]:
    """The fact file's key of each property of each class, as the shapes say it."""
    shapes = Oxigraph()
    for file in sorted(shapes_dir().glob("*.ttl")):
        shapes.load(path=str(file), format=RdfFormat.TURTLE)
    found = shapes.query(
        PREFIXES
        + """SELECT ?class ?path ?key {
               ?shape sh:targetClass ?class ; sh:property ?p . ?p sh:path ?path ; sh:name ?key FILTER(lang(?key) = '')
             }"""
    )
    return {(row["class"].value, row["path"].value): row["key"].value for row in found}  # type: ignore[union-attr]


def from_store(store: Store, article_url: str | None, identifier: str) -> list[dict[str, object]]:
    """All facts of one article, rebuilt from the store, with entities as their names."""
    keys = key_of_path()
    article = rows(store, f'SELECT ?a {{ ?a a schema:NewsArticle ; schema:identifier "{identifier}" }}')[0][0]
    triples = f"?assertion nf:reportedIn <{article}> ; nf:asserts ?s ."
    mentions = f"GRAPH ?g {{ <{article}> a schema:NewsArticle . ?m nf:denotes ?e ; schema:name ?n }}"
    names = {row[0]: row[1] for row in rows(store, f"SELECT ?e ?n {{ {mentions} }}")}
    notations = {row[0]: row[1] for row in rows(store, "SELECT ?c ?n { ?c skos:notation ?n }")}
    publisher = rows(store, f"SELECT ?p {{ <{article}> schema:publisher ?p }}")[0][0]

    def plain(value: str | None) -> object:
        return notations.get(value) or names.get(value) or value

    facts: dict[str, dict[str, object]] = {}
    classes: dict[str, str] = {}
    for assertion, cls in rows(store, f"SELECT ?assertion ?c {{ {triples} ?s a ?c }}"):
        if cls and "news-facts" in cls:
            classes[str(assertion)] = cls
            facts[str(assertion)] = {"type": cls.rpartition("#")[2], "evidence": set()}
    for assertion, path, value, inner, inner_value in rows(
        store,
        f"""SELECT ?assertion ?p ?v ?q ?w {{
              {triples} ?s ?p ?v
              OPTIONAL {{ ?v a nf:Participation ; ?q ?w FILTER(?q IN (nf:participant, nf:role)) }}
            }}""",
    ):
        key = keys.get((classes[str(assertion)], str(path)))
        if not key:
            continue
        held = facts[str(assertion)].setdefault(key, {} if inner else set())
        if inner:
            name = "entity" if str(inner).endswith("participant") else "role"
            held.setdefault(value, {})[name] = plain(inner_value)  # type: ignore[attr-defined]
        else:
            held.add(plain(value))  # type: ignore[attr-defined]
    for assertion, key, value in rows(
        store,
        f"""SELECT ?assertion ?k ?v {{
              {triples} ?assertion ?p ?v
              VALUES (?p ?k) {{
                (nf:status 'status') (nf:certainty 'certainty') (nf:polarity 'polarity') (nf:basis 'basis')
                (prov:wasAttributedTo 'source')
              }}
            }}""",
    ):
        value = "article" if value == publisher else plain(value)  # type: ignore[assignment]
        facts[str(assertion)].setdefault(str(key), set()).add(value)  # type: ignore[attr-defined]
    for assertion, start, end, quote, full in rows(
        store,
        f"""SELECT ?assertion ?start ?end ?quote ?digest {{
              {triples} ?assertion nf:evidence ?e . ?e oa:hasSelector ?a, ?b . ?a oa:start ?start ; oa:end ?end .
              ?b oa:exact ?quote OPTIONAL {{ ?b nf:quoteDigest ?digest }}
            }}""",
    ):
        facts[str(assertion)]["evidence"].add((int(start or 0), int(end or 0), full or quote))  # type: ignore[attr-defined]
    return [frozen(fact) for fact in facts.values()]


def frozen(fact: dict[str, object]) -> dict[str, object]:
    """A fact whose nested values are in an order that does not depend on where it came from."""
    out: dict[str, object] = {}
    for key, value in fact.items():
        if isinstance(value, dict):
            value = [(v.get("entity"), v.get("role")) for v in value.values()]
        out[key] = sorted(value, key=str) if isinstance(value, list | set) else value
    return out


def from_file(path: Path) -> list[dict[str, object]]:
    """The facts of a gold file, in the same form."""
    document = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    entities = document["entities"]

    def plain(key: str, value: str) -> str:
        if key in ("date", "start", "end") and re.fullmatch(r"[^/]+/[^/.]+", value):
            return "[" + value.replace("/", "..") + "]"
        return entities[value]["name"] if key in NAMING and value in entities else value

    facts = []
    for fact in document["facts"]:
        out: dict[str, object] = {"type": fact["type"], "evidence": {evidence(e) for e in fact["evidence"]}}
        for key, value in fact.items():
            if key in ("type", "evidence"):
                continue
            values = value if isinstance(value, list) else [value]
            if values and isinstance(values[0], dict):
                out[key] = [(plain("entity", v["entity"]), v.get("role")) for v in values]
            elif values:
                out[key] = {shortened(key, plain(key, v)) for v in values}
        facts.append(frozen(out))
    return facts


def evidence(given: dict[str, str]) -> tuple[int, int, str]:
    return int(given["start"]), int(given["end"]), digested(given["quote"])


def digested(quote: str) -> str:
    from hashlib import sha256

    return quote if len(quote) <= 300 else "sha256:" + sha256(quote.encode()).hexdigest()


def shortened(key: str, value: str) -> str:
    return value[:300] if key == "text" else value


@needs_shared
@pytest.mark.parametrize("path", sorted(GOLD.glob("*.facts.yaml")), ids=lambda path: path.stem)
def test_every_field_of_every_gold_fact_is_read_back(gold_store: Store, path: Path) -> None:
    document = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    found = from_store(gold_store, document["article"].get("url"), document["article"]["id"])
    assert sorted(found, key=str) == sorted(from_file(path), key=str)


@needs_shared
def test_318_gold_facts_are_318_assertions(gold_store: Store) -> None:
    assert rows(gold_store, "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a a nf:Assertion }") == [("318",)]


@needs_shared
def test_nothing_that_is_reserved_is_said_plainly(gold_store: Store) -> None:
    reserved = """
        SELECT (COUNT(DISTINCT ?s) AS ?n) {
          ?a nf:asserts ?s ; nf:certainty ?c ; nf:polarity ?p ; nf:basis ?b ; prov:wasAttributedTo ?w ;
            nf:reportedIn/schema:publisher ?publisher .
          ?s a schema:Event OPTIONAL { ?a nf:status ?status }
          FILTER NOT EXISTS {
            ?ok nf:asserts ?s ; nf:certainty nf:certainty-certain ; nf:polarity nf:polarity-positive ;
              nf:basis nf:basis-stated ; prov:wasAttributedTo ?publisher ; nf:status ?done
            FILTER(?done IN (nf:status-occurred, nf:status-ongoing))
          }
        }"""
    assert rows(gold_store, reserved) == [("0",)]
