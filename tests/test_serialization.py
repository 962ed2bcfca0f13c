"""Quads written as bytes, the same for the same set, and read back as they were."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, Triple

from kg.errors import KgError, UnreadableInputError
from kg.iris import Iris
from kg.serialization import DATASET_FORMATS, FORMATS, format_of, media_type, parse, serialize
from kg.serialization.sorting import LINES_IN_MEMORY
from kg.vocab import PREFIXES, nf, rdf, schema, xsd

KNOWN = {**PREFIXES, **Iris().prefixes()}
TALKS, HARBOUR = (NamedNode(f"https://kg.example/article/{name}") for name in ("talks", "harbour"))
GRAPH = NamedNode("https://kg.example/graph/talks")
SAMPLE = (
    Quad(TALKS, schema.headline, Literal('Talks in Valdoria: "soon"\n', language="en"), GRAPH),
    Quad(TALKS, schema.about, NamedNode("https://schema.org/a/b"), GRAPH),
    Quad(TALKS, rdf.type, schema.NewsArticle, GRAPH),
    Quad(TALKS, nf.confidence, Literal("0.9", datatype=xsd.decimal), GRAPH),
    Quad(TALKS, schema.about, HARBOUR, GRAPH),
    Quad(HARBOUR, nf.attestedOn, Literal("2026-03-01", datatype=xsd.date)),
    Quad(HARBOUR, NamedNode("http://other.example/1st"), Literal("5", datatype=xsd.integer)),
)


def text(quads: object, format: str) -> str:
    """The quads in a format, as text."""
    return b"".join(serialize(quads, format, KNOWN)).decode()  # type: ignore[arg-type]


def test_turtle_is_grouped_and_short() -> None:
    assert (
        text((quad.triple for quad in SAMPLE), "turtle")
        == """\
@prefix article: <https://kg.example/article/> .
@prefix nf: <https://w3id.org/news-facts/ns#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

article:harbour <http://other.example/1st> 5 ;
\tnf:attestedOn "2026-03-01"^^xsd:date .

article:talks a schema:NewsArticle ;
\tnf:confidence 0.9 ;
\tschema:about <https://schema.org/a/b> , article:harbour ;
\tschema:headline "Talks in Valdoria: \\"soon\\"\\n"@en .
"""
    )


def test_trig_puts_each_graph_in_braces() -> None:
    assert (
        text(SAMPLE[2:4] + SAMPLE[5:6], "trig")
        == """\
@prefix article: <https://kg.example/article/> .
@prefix graph: <https://kg.example/graph/> .
@prefix nf: <https://w3id.org/news-facts/ns#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

article:harbour nf:attestedOn "2026-03-01"^^xsd:date .

graph:talks {
\tarticle:talks a schema:NewsArticle ;
\t\tnf:confidence 0.9 .
}
"""
    )


def test_jsonld_has_one_node_a_line_and_the_prefixes_as_its_context() -> None:
    assert (
        text(SAMPLE[2:4] + SAMPLE[5:6], "jsonld")
        == """\
{
"@context": {
 "article": "https://kg.example/article/",
 "nf": "https://w3id.org/news-facts/ns#",
 "schema": "https://schema.org/",
 "xsd": "http://www.w3.org/2001/XMLSchema#"
},
"@graph": [
{"@id": "article:harbour", "nf:attestedOn": {"@value": "2026-03-01", "@type": "xsd:date"}},
{"@id": "article:talks", "@type": "schema:NewsArticle", "nf:confidence": {"@value": "0.9", "@type": "xsd:decimal"}}
]
}
"""
    )


def test_rdfxml_names_properties_that_no_prefix_can() -> None:
    assert (
        text(SAMPLE[5:], "rdfxml")
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF
    xmlns:nf="https://w3id.org/news-facts/ns#"
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="https://kg.example/article/harbour">
  <p:st xmlns:p="http://other.example/1" rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">5</p:st>
  <nf:attestedOn rdf:datatype="http://www.w3.org/2001/XMLSchema#date">2026-03-01</nf:attestedOn>
</rdf:Description>
</rdf:RDF>
"""
    )


def test_the_lines_of_nquads_are_in_the_order_of_their_bytes() -> None:
    lines = text(SAMPLE, "nquads").encode().splitlines()
    assert lines == sorted(f"{quad} .".encode() for quad in SAMPLE)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
XML_TEXTS = TEXTS.filter(lambda value: not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", value))
IRIS = st.sampled_from(
    [
        "https://kg.example/article/talks",
        "https://kg.example/article/",
        "https://kg.example/article/a.b-c_d.",
        "https://kg.example/article/-x",
        "https://schema.org/name",
        "https://schema.org/a/b",
        "https://schema.org/caf\u00e9(1)'s",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "urn:isbn:0",
        "http://a.example/?q=1&r=%20#frag-1x",
    ]
).map(NamedNode)


def literals(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Literal]:
    """Literals plain, tagged and typed, also with forms that Turtle may write bare."""
    typed = st.tuples(
        texts | st.sampled_from(["5", "+05", "1.50", ".5", "5.", "true", "1e5", "TRUE"]),
        st.sampled_from([xsd.integer, xsd.decimal, xsd.boolean, xsd.double, NamedNode("urn:x:type")]),
    )
    return (
        texts.map(Literal)
        | texts.map(lambda t: Literal(t, language="en-gb"))
        | typed.map(lambda pair: Literal(pair[0], datatype=pair[1]))
    )


def all_quads(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[Quad]]:
    """Lists of quads, with repetitions and blank nodes."""
    nodes = IRIS | st.sampled_from(["b1", "b2"]).map(BlankNode)
    graphs = st.none() | IRIS
    parts = st.tuples(nodes, IRIS, nodes | literals(texts), graphs)
    return st.lists(parts.map(lambda p: Quad(p[0], p[1], p[2], p[3]) if p[3] else Quad(p[0], p[1], p[2])), max_size=12)


def canonical(quads: object) -> set[str]:
    """The quads as a set in which the labels of blank nodes do not matter."""
    dataset = Dataset(quads)  # type: ignore[arg-type]
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_written_is_read_back_and_depends_on_no_order(format: str) -> None:
    @given(all_quads(XML_TEXTS if format == "rdfxml" else TEXTS), st.randoms(use_true_random=False))
    @settings(max_examples=80, deadline=None)
    def holds(quads: list[Quad], random: random.Random) -> None:
        if format not in DATASET_FORMATS:
            quads = [Quad(quad.subject, quad.predicate, quad.object) for quad in quads]
        if format == "rdfxml":
            quads = [quad for quad in quads if re.search("[a-z_][^/#:]*$", quad.predicate.value)]
        data = b"".join(serialize(quads, format, KNOWN))
        assert canonical(parse(data, format)) == canonical(quads)
        random.shuffle(quads)
        assert b"".join(serialize(quads + quads, format, KNOWN)) == data

    holds()


def test_only_prefixes_that_are_used_are_declared() -> None:
    assert "@prefix" not in text([Triple(BlankNode("x"), NamedNode("urn:p"), Literal("x"))], "turtle")
    assert text([], "turtle") == ""


def test_more_lines_than_fit_into_memory_are_sorted_as_well_each_once() -> None:
    count = LINES_IN_MEMORY * 2 + 10
    numbers = (n * 7919 % count for n in range(count + 1_000))  # the last ones stand in another run already
    quads = (Quad(NamedNode(f"urn:x:{n:07}"), schema.name, Literal("a\u2028b")) for n in numbers)
    lines = text(quads, "ntriples").split("\n")
    assert lines.pop() == ""
    assert len(lines) == count
    assert lines == sorted(set(lines))


def test_a_format_that_nobody_knows_is_refused() -> None:
    with pytest.raises(KgError, match="hdt is not a format: choose among turtle, trig"):
        list(serialize([], "hdt", {}))


def test_rdfxml_refuses_what_it_cannot_say() -> None:
    with pytest.raises(KgError, match="cannot write the property <urn:x:1>"):
        text([Triple(TALKS, NamedNode("urn:x:1"), Literal("x"))], "rdfxml")


def test_rdfxml_shows_where_a_character_stood_that_xml_cannot_hold() -> None:
    words = "a\x00b\a c\x1f\ufffe\uffff\t\x7f\x85"
    written = text([Triple(TALKS, schema.name, Literal(words, language="en"))], "rdfxml")
    assert written.split("\n")[5] == (
        '  <schema:name xml:lang="en">a\ufffdb\ufffd c\ufffd\ufffd\ufffd\t\x7f\x85</schema:name>'
        " <!-- XML cannot hold U+0000, U+0007, U+001F, U+FFFE, U+FFFF: U+FFFD stands in its place -->"
    )
    whole = [Triple(TALKS, schema.name, Literal(words)), Triple(TALKS, schema.headline, Literal("whole"))]
    read = {quad.object.value for quad in parse(text(whole, "rdfxml").encode(), "rdfxml")}  # type: ignore[union-attr]
    assert read == {"a\ufffdb\ufffd c\ufffd\ufffd\ufffd\t\x7f\x85", "whole"}
    assert [quad.object for quad in parse(text(whole[:1], "turtle").encode(), "turtle")] == [Literal(words)]


def test_formats_are_known_by_extension_and_media_type() -> None:
    assert [format_of(media_type(format)) for format in FORMATS] == list(FORMATS)
    assert [format_of(Path(f"facts.{end}")) for end in ("ttl", "trig", "nq", "nt", "jsonld", "OWL")] == list(FORMATS)
    assert format_of("https://harbourpost.example/talks") is None


def test_a_file_is_read_by_its_extension(tmp_path: Path) -> None:
    path = tmp_path / "talks.ttl"
    path.write_text(f"{TALKS} a {schema.NewsArticle} .")
    assert list(parse(path)) == [Quad(TALKS, rdf.type, schema.NewsArticle)]


BILLION = '<!DOCTYPE r [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize(
    ("format", "data", "says"),
    [
        ("turtle", "@prefix a: <urn:a:> .\na:b a:c\n a:d ; ]", r"input:3:8: error\[rdf-syntax\].*not a valid subject"),
        ("turtle", "<urn:a> <urn:b> <c> .", r"input:1:17: error\[rdf-syntax\].*No scheme"),
        ("nquads", "<urn:a> <urn:b> .", r"error\[rdf-syntax\]: this is not well-formed nquads"),
        ("rdfxml", "<a", "not well-formed rdfxml"),
        ("rdfxml", '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>', r"error\[doctype\]"),
        ("rdfxml", f"{BILLION}]><r>&j;</r>", r"error\[doctype\]"),
        (
            "jsonld",
            '{"@context": ["https://schema.org", {}], "@id": "urn:a", "name": "x"}',
            r'(?s)remote-context.*the JSON-LD context https://schema.org, and kg fetches nothing.*"@vocab".*in \.json',
        ),
        (
            "jsonld",
            '{"@context": "file:///etc/passwd", "@id": "urn:a", "name": "x"}',
            r"remote-context.*fetches nothing",
        ),
        (
            "jsonld",
            '{"@context": {"@import": "http://x.example/"}, "@id": "urn:a"}',
            r"(?s)remote-context.*http://x.example/, and kg fetches nothing.*write the context into the file",
        ),
        ("jsonld", "[{", "not well-formed jsonld"),
        ("csv", "a,b", "of no known RDF format"),
    ],
)
def test_a_document_that_cannot_be_read_is_explained(format: str, data: str, says: str) -> None:
    with pytest.raises(UnreadableInputError, match=says):
        list(parse(data.encode(), format))


@pytest.mark.parametrize(
    ("format", "begin", "end"),
    [
        ("turtle", "<<( <a:s> <a:p> ", " )>>"),
        ("ntriples", "<<( <a:s> <a:p> ", " )>>"),
        ("turtle", r"<<( <a:s> <a:\#> ", " )>>"),
        ("trig", "<< <a:s> <a:p> ", " >>"),
    ],
)
def test_triple_terms_stand_inside_each_other_a_hundred_times_at_most(
    tmp_path: Path, format: str, begin: str, end: str
) -> None:
    def nested(depth: int) -> bytes:
        return f"<a:s> <a:p> {begin * depth}<a:o>{end * depth} .".encode()

    if "\\" not in begin:
        assert len(list(parse(nested(100), format))) in (1, 101)
    with pytest.raises(UnreadableInputError, match="more than 100 triple terms inside each other"):
        list(parse(nested(101), format))
    (tmp_path / "deep").write_bytes(nested(101))
    with pytest.raises(UnreadableInputError, match="more than 100 triple terms inside each other"):
        list(parse(tmp_path / "deep", format))


def test_what_only_looks_like_triple_terms_is_read(tmp_path: Path) -> None:
    lines = [f"<a:{n}> <a:p> \"<<<<\", '''<< \" <<''' . # << <<\n" for n in range(200)]
    flat = [f"<a:{n}> <a:q> <<( <a:s> <a:p> {n} )>> .\n" for n in range(200)]
    (tmp_path / "a.ttl").write_text("".join(lines + flat))
    assert len(list(parse(tmp_path / "a.ttl"))) == 600


@pytest.mark.parametrize(
    ("inner", "says"),
    [
        ('<d:a about="a:s"><p xmlns="a:">' * 50, "more than 100 elements inside each other"),
        ('<d:Description d:about="a:s"><p xmlns="a:">o</p>', "not well-formed rdfxml: no element found"),
    ],
)
def test_rdfxml_is_neither_deep_nor_cut_off(inner: str, says: str) -> None:
    data = f'<d:RDF xmlns:d="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{inner}'.encode()
    with pytest.raises(UnreadableInputError, match=says):
        list(parse(data, "rdfxml"))


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ('{"@context":{"a":{"@id":"urn:a","@context":', "}}}"),  # with which the engine's recursion breaks the process
        ('{"urn:p":', "}"),  # over which it takes a time that grows with the square of the depth
        ('{"@list":[', "]}"),
    ],
)
def test_jsonld_is_not_deep(begin: str, end: str) -> None:
    with pytest.raises(UnreadableInputError, match="more than 100 objects and lists inside each other"):
        list(parse(f"{begin * 20_000}{{}}{end * 20_000}".encode(), "jsonld"))


def test_what_only_looks_like_deep_jsonld_is_read() -> None:
    flat = ", ".join(f'{{"@id": "urn:a:{n}", "urn:p": "[{{ \\" [[ \\\\"}}' for n in range(200))
    assert len(list(parse(f"[{flat}]".encode(), "jsonld"))) == 200
    deep = f'{"[" * 98}{{"@id": "urn:a", "urn:p": {{"@id": "urn:b"}}}}{"]" * 98}'
    assert len(list(parse(deep.encode(), "jsonld"))) == 1


def test_a_document_that_is_missing_or_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="No such file"):
        list(parse(tmp_path / "missing.ttl"))
    with pytest.raises(UnreadableInputError, match="the input has 7 bytes; the limit is 5"):
        list(parse(b"# rain\n", "turtle", max_bytes=5))


def test_the_engine_agrees_on_every_format() -> None:
    for format in FORMATS:
        guessed = pyoxigraph.RdfFormat.from_media_type(media_type(format))
        assert guessed is not None
        read = pyoxigraph.parse(b"".join(serialize(SAMPLE, format, KNOWN)), format=guessed)
        assert {quad.triple for quad in read} == {quad.triple for quad in SAMPLE}


@pytest.mark.parametrize("format", ["jsonld", "rdfxml"])
def test_what_a_format_cannot_hold_is_said(format: str) -> None:
    spoken_of = Triple(NamedNode("http://x.example/a"), NamedNode("http://x.example/b"), Literal("c"))
    quad = Quad(NamedNode("http://x.example/r"), NamedNode("http://x.example/reifies"), spoken_of)
    with pytest.raises(KgError, match="which JSON-LD and RDF/XML cannot hold"):
        list(serialize([quad], format, {}))
