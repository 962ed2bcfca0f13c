"""Tools for language models, over the Model Context Protocol: search, describe, query, evidence.

Each answers from the generation that is current when it is called, and only reads. Whoever uses them gets, with every
fact, whose word it is, how sure it is, and the words that show it.
"""

from __future__ import annotations

from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from kg.errors import KgError
from kg.lookup import find_entity
from kg.search import Hit, pieces
from kg.search import search as search_words
from kg.store import Answer, Limits, Snapshot, open_store

if TYPE_CHECKING:
    from mcp.server import MCPServer

LIMITS = Limits(seconds=20, rows=200, bytes=200_000)
MOST = 50
LONGEST = 100_000  # code points of a query
WORDS = 2_000  # code points of words, a name or an IRI: an error repeats them, and a model has to read it
_ORDER = ("entity", "article", "statement")
_FACTS = """SELECT DISTINCT ?assertion ?type ?status ?certainty ?polarity ?source ?words ?headline ?url ?day {
  { SELECT DISTINCT ?assertion ?situation ?article ?day {
      %s ?assertion nf:asserts ?situation ; nf:reportedIn ?article ; nf:attestedOn ?day }
    ORDER BY DESC(?day) ?assertion LIMIT %d }
  ?situation a ?type . FILTER (?type NOT IN (nf:Situation, nf:Relation, nf:Happening, schema:Event)
    && STRSTARTS(STR(?type), STR(nf:)))
  ?article schema:headline ?headline .
  OPTIONAL { ?article schema:url ?url }
  OPTIONAL { ?assertion nf:status/skos:notation ?status }
  OPTIONAL { ?assertion nf:certainty/skos:notation ?certainty }
  OPTIONAL { ?assertion nf:polarity/skos:notation ?polarity }
  OPTIONAL { ?assertion prov:wasAttributedTo/schema:name ?source }
  OPTIONAL { ?assertion nf:evidence ?evidence . ?evidence oa:hasSelector/oa:exact ?words .
    FILTER NOT EXISTS { ?evidence nf:shows ?field } } }
ORDER BY DESC(?day) ?assertion ?words"""
_EVIDENCE = """SELECT ?words ?start ?end ?field ?source ?headline ?url ?published {
  %s nf:evidence ?evidence ; nf:reportedIn ?article .
  ?article schema:headline ?headline .
  ?evidence oa:hasSelector/oa:exact ?words .
  OPTIONAL { ?evidence oa:hasSelector ?position . ?position oa:start ?start ; oa:end ?end }
  OPTIONAL { ?evidence nf:shows ?field }
  OPTIONAL { %s prov:wasAttributedTo/schema:name ?source }
  OPTIONAL { ?article schema:url ?url }
  OPTIONAL { ?article schema:datePublished ?published } }
ORDER BY ?start ?end ?field"""

Row = dict[str, str]


def _verify(name: str, text: str, most: int) -> None:
    """Raise KgError for a text that is too long, or has half a character."""
    if len(text) > most:
        raise KgError(f"`{name}` has {len(text):,} characters; {most:,} are allowed")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise KgError(f"`{name}` has half a character at {error.start}: send whole ones") from error


def search(snapshot: Snapshot, words: str, limit: int = 20) -> list[Row]:
    """What has all of these words: entities by their names, then articles, then statements; of each the best first.

    Raises QueryError where there is no word, StoreError where the index of words cannot be had.
    """
    _verify("words", words, WORDS)
    hits = search_words(snapshot, words, seconds=LIMITS.seconds, limit=min(max(limit, 1), MOST)).hits
    return [_found(hit) for hit in sorted(hits, key=lambda hit: _ORDER.index(hit.kind))][:MOST]


def _found(hit: Hit) -> Row:
    words = "".join(text for text, _ in pieces(hit.snippet))
    told = {"kind": hit.kind, "iri": hit.node, "name": hit.title, "type": hit.label, "day": hit.day, "words": words}
    return {name: value for name, value in told.items() if value}


def _local(term: object) -> str:
    return str(term).strip("<>").replace("#", "/").rpartition("/")[2]


def describe(snapshot: Snapshot, entity: str, limit: int = 20) -> dict[str, Any]:
    """What the graph says of an entity, given by its IRI or exact name: names, types, the newest facts.

    Raises KgError where there is none, or several bear the name.
    """
    _verify("entity", entity, WORDS)
    node = find_entity(snapshot, entity)
    graph = snapshot.iris.entities_graph
    told: dict[str, Any] = {"iri": node.value}
    for quad in sorted(snapshot.match(node, None, None, graph), key=str):
        told.setdefault(_local(quad.predicate), []).append(getattr(quad.object, "value", str(quad.object)))
    pattern = f"?situation nf:involves {node} ."
    told["facts"] = _rows(snapshot.query(_FACTS % (pattern, min(max(limit, 1), MOST)), LIMITS))
    return told


def query(snapshot: Snapshot, sparql: str) -> dict[str, Any]:
    """The answer to a SPARQL query: its rows, at most 200, `truncated` where there were more. Raises QueryError."""
    _verify("sparql", sparql, LONGEST)
    answer = snapshot.query(sparql, LIMITS)
    if answer.kind == "boolean":
        return {"boolean": answer.boolean}
    if answer.kind == "graph":
        return {"triples": [f"{triple} ." for triple in answer.triples], "truncated": answer.truncated}
    return {"rows": _rows(answer), "truncated": answer.truncated}


def evidence(snapshot: Snapshot, assertion: str) -> list[Row]:
    """The words that show an assertion, with where they stand in the article's text (code points), and whose they are.

    Raises KgError where there is no such assertion.
    """
    _verify("assertion", assertion, WORDS)
    try:
        node = NamedNode(assertion)
    except ValueError as error:
        raise KgError(f"{assertion!r} is no IRI: give that of an assertion, as `describe` does") from error
    found = _rows(snapshot.query(_EVIDENCE % (node, node), LIMITS))
    if not found:
        raise KgError(f"the graph has no assertion {assertion}: give the IRI of one, as `describe` does")
    return found


def _rows(answer: Answer) -> list[Row]:
    return [
        {name: getattr(term, "value", str(term)) for name, term in zip(answer.variables, row, strict=True) if term}
        for row in answer.rows
    ]


def mcp_server(store: Path) -> MCPServer:
    """The tools as a server of the Model Context Protocol. Raises StoreError where the store cannot be opened."""
    from mcp.server import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError

    open_store(store).close()
    server: MCPServer = MCPServer(
        "kg", version=metadata.version("kg-publisher"), instructions=__doc__, log_level="WARNING"
    )

    def asked(function: Any, *words: Any) -> Any:
        try:
            with open_store(store) as opened, opened.snapshot() as snapshot:
                return function(snapshot, *words)
        except KgError as error:
            raise ToolError(str(error)) from error

    @server.tool(name="search", description=search.__doc__)
    def search_tool(words: str, limit: int = 20) -> list[dict[str, str]]:
        found: list[dict[str, str]] = asked(search, words, limit)
        return found

    @server.tool(name="describe", description=describe.__doc__)
    def describe_tool(entity: str, limit: int = 20) -> dict[str, Any]:
        found: dict[str, Any] = asked(describe, entity, limit)
        return found

    @server.tool(name="query", description=f"{query.__doc__} Prefixes nf:, schema:, prov:, oa: and such are known.")
    def query_tool(sparql: str) -> dict[str, Any]:
        found: dict[str, Any] = asked(query, sparql)
        return found

    @server.tool(name="evidence", description=evidence.__doc__)
    def evidence_tool(assertion: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = asked(evidence, assertion)
        return found

    return server
