"""The ontology says what each of its terms means, has no term too many or too few, and answers its questions."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg import vocab
from kg.factfile import read_facts
from kg.iris import Iris
from kg.mapping import map_article
from kg.occurrences import derived_quads
from kg.questions import bind, read_questions
from kg.schema import load_schema
from kg.store import View
from kg.validation.engines import engine_of
from kg.vocab import NF, PREFIXES
from tests.conftest import ROOT

ONTOLOGY = ROOT / "ontology"
HEADER = NamedNode("https://w3id.org/news-facts/ns")
QUESTIONS = sorted((ONTOLOGY / "questions").glob("*.rq"))
MORE_PREFIXES = {**PREFIXES, "dc": "http://purl.org/dc/elements/1.1/", "vann": "http://purl.org/vocab/vann/"}
OF_DECISIONS = {"separates", "apartFrom"}  # nobody has decided anything in the story
MAPPINGS = "skos:closeMatch|skos:exactMatch|skos:broadMatch|skos:narrowMatch|skos:relatedMatch"
KINDS = "owl:Class owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty skos:Concept skos:ConceptScheme"
TERM = f"VALUES ?kind {{ {KINDS} }}"

OF_EXTRACTION = {"confidence", "rule", "tool"}  # the story's facts are a person's
OF_UNSURE_COUNTS = {"deathsBound", "injuredBound"}  # its papers count the dead and hurt one by one
OF_LONG_WORDS = {"quoteDigest", "truncated"}  # nobody in the story is quoted at such length
OF_THE_STORE = {"retractionReason"}  # of articles that are not there any more
ABOVE_OTHERS = {"time", "beginning", "ending"}  # for date properties of one's own to stand below

# What each term must say of itself, as a pattern for SPARQL, and what is asked for by it.
DUTIES = {
    "label": 'FILTER (LANG(?text) = "en") ?term rdfs:label|skos:prefLabel ?text',
    "definition": 'FILTER (LANG(?text) = "en") ?term skos:definition ?text',
    "example": 'FILTER (LANG(?text) = "en") ?term skos:example ?text',
    "ontology": f"?term rdfs:isDefinedBy {HEADER}",
}


@cache
def ontology() -> Store:
    return _store(ONTOLOGY)


@cache
def shapes() -> Store:
    return _store(ROOT / "shapes")


def _store(folder: Path) -> Store:
    store = Store()
    for file in sorted(folder.glob("*.ttl")):
        store.extend(parse(file.read_bytes(), format=RdfFormat.TURTLE))
    return store


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    """The rows of a query, with every value as text."""
    found = store.query(query, prefixes=MORE_PREFIXES, use_default_graph_as_union=True)
    return [tuple(_text(term) for term in row) for row in found]  # type: ignore[union-attr]


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""


def ours(query: str) -> set[str]:
    """The local names of those of our terms that a query over the ontology finds as ?term."""
    return {iri.removeprefix(NF) for (iri,) in rows(ontology(), query) if iri.startswith(NF)}


def terms() -> set[str]:
    return ours(f"SELECT DISTINCT ?term {{ {TERM} ?term a ?kind }}")


def in_shapes() -> set[str]:
    """Our terms in the shapes, those in their queries included."""
    found = {term.value for quad in shapes() for term in quad if isinstance(term, NamedNode) and _is_ours(term.value)}
    written = re.compile(r"\bnf:([\w-]+)")
    queries = " ".join(text for (text,) in rows(shapes(), "SELECT ?query { ?shape sh:select|sh:ask ?query }"))
    return {iri.removeprefix(NF) for iri in found} | set(written.findall(queries))


def _is_ours(iri: str) -> bool:
    return iri.startswith(NF)


def in_vocab() -> set[str]:
    return {term.value.removeprefix(NF) for term in vars(vocab.nf).values() if isinstance(term, NamedNode)}


def of_used_schemes() -> set[str]:
    """The schemes that a shape or a property takes its values from, with their concepts."""
    used = {
        iri for store in (shapes(), ontology()) for (iri,) in rows(store, "SELECT ?scheme { ?x nf:scheme ?scheme }")
    }
    concepts = rows(ontology(), "SELECT ?concept ?scheme { ?concept skos:inScheme ?scheme }")
    return {iri.removeprefix(NF) for iri in [*used, *(concept for concept, scheme in concepts if scheme in used)]}


@pytest.mark.parametrize("duty", DUTIES)
def test_every_term_says_of_itself_its(duty: str) -> None:
    silent = f"SELECT DISTINCT ?term {{ {TERM} ?term a ?kind FILTER NOT EXISTS {{ {DUTIES[duty]} }} }}"
    assert ours(silent) == set()


def test_the_header_says_what_this_is_and_whose() -> None:
    (row,) = rows(
        ontology(),
        f"""SELECT ?version ?info ?licence ?creator ?prefix ?namespace ?title {{
            {HEADER} a owl:Ontology ; owl:versionIRI ?version ; owl:versionInfo ?info ; dcterms:license ?licence ;
                dc:creator ?creator ; vann:preferredNamespacePrefix ?prefix ;
                vann:preferredNamespaceUri ?namespace ; dcterms:title ?title ; dcterms:description ?about }}""",
    )
    assert row == (
        "https://w3id.org/news-facts/ns/0.1.0",
        "0.1.0",
        "https://creativecommons.org/licenses/by/4.0/",
        "The kg authors",
        "nf",
        NF,
        "News Facts",
    )


def test_what_the_shapes_and_the_code_speak_of_is_defined() -> None:
    assert (in_shapes() | in_vocab()) - terms() == set()


def test_no_term_is_there_for_nothing() -> None:
    assert terms() - in_shapes() - in_vocab() - of_used_schemes() == set()


def test_nothing_is_said_of_a_term_that_is_not_defined() -> None:
    mentioned = {term.value for quad in ontology() for term in quad if isinstance(term, NamedNode)}
    assert {iri.removeprefix(NF) for iri in mentioned if _is_ours(iri)} - terms() == set()


def test_every_concept_stands_in_one_scheme_under_one_notation() -> None:
    counted = rows(
        ontology(),
        """SELECT ?concept (COUNT(DISTINCT ?scheme) AS ?schemes) (COUNT(DISTINCT ?notation) AS ?notations) {
            ?concept a skos:Concept
            OPTIONAL { ?concept skos:inScheme ?scheme . ?scheme a skos:ConceptScheme }
            OPTIONAL { ?concept skos:notation ?notation }
        } GROUP BY ?concept""",
    )
    assert {row for row in counted if row[1:] != ("1", "1")} == set()


def test_no_word_means_two_concepts_of_one_scheme() -> None:
    twice = rows(
        ontology(),
        """SELECT DISTINCT ?scheme ?word {
            ?one skos:inScheme ?scheme ; skos:prefLabel|skos:altLabel ?word .
            ?other skos:inScheme ?scheme ; skos:prefLabel|skos:altLabel ?word FILTER (?one != ?other) }""",
    )
    assert twice == []


def test_mappings_lead_elsewhere_and_change_no_class() -> None:
    mapped = {iri for (iri,) in rows(ontology(), f"SELECT DISTINCT ?other {{ ?term {MAPPINGS} ?other }}")}
    above = {parent for parents in load_schema().subclasses.values() for parent in parents}
    assert ({iri for iri in mapped if _is_ours(iri)}, above & mapped) == (set(), set())


def test_every_status_of_iptc_but_the_unplanned_has_its_counterpart() -> None:
    query = f"SELECT ?other {{ ?term {MAPPINGS} ?other FILTER (CONTAINS(STR(?other), 'cv.iptc.org')) }} ORDER BY ?other"
    expected = [(f"http://cv.iptc.org/newscodes/eventoccurstatus/eos{number}",) for number in range(1, 7)]
    assert rows(ontology(), query) == expected


@cache
def story() -> Store:
    """The story of data/ as it would stand in a store: the newest revisions, what follows, entities, vocabulary."""
    types, iris, store = load_schema(), Iris(), Store()
    for file in sorted((ROOT / "data").glob("*.facts.yaml")):
        facts = read_facts(file, types)
        published = tuple(fact for fact in facts.facts if not fact.draft)
        mapped = map_article(replace(facts, facts=published), types, iris)
        store.clear_graph(mapped.graph)
        store.extend(mapped.quads)
        store.extend(Quad(each.subject, each.predicate, each.object, iris.entities_graph) for each in mapped.claims)
    store.extend(derived_quads(View(ROOT, store, iris)))
    store.extend(Quad(each.subject, each.predicate, each.object, HEADER) for each in types.vocabulary)
    return store


# The answers that data/README.md tells, by the columns that are asked for.
ANSWERS = {
    "accusations": (
        (0, 1, 2, 3, 5),
        {
            ("2031-03-04", "Reform Alliance", "accuse", "Ana Okoye", "Ana Okoye"),
            ("2031-03-06", "a member of parliament’s foreign affairs committee", "accuse", "Ana Okoye", "Ana Okoye"),
            ("2031-03-06", "Ana Okoye", "deny", "", "foreign affairs committee"),
            ("2031-03-06", "Ana Okoye", "deny", "", ""),
            ("2031-03-10", "Brandt and Sons", "deny", "", ""),
            ("2031-03-11", "Brandt and Sons", "deny", "", ""),
            ("2031-03-14", "the committee member", "accuse", "Ana Okoye", "Ana Okoye"),
            ("2031-03-25", "Ana Okoye", "deny", "", "Tessel Cable"),
            ("2031-03-25", "Tomas Rehn", "deny", "", ""),
            ("2031-03-26", "Pernilla Dahl", "deny", "", "Mara Lindqvist"),
            ("2031-03-26", "Pernilla Dahl", "deny", "", ""),
            ("2031-04-09", "Ruben Halle", "accuse", "Ana Okoye", "Ana Okoye"),
            ("2031-04-09", "Sunniva Krag", "deny", "", ""),
        },
    ),
    "conflicts": (
        (0, 2, 3, 5, 6),
        {
            ("deaths", "The Kesmark Courier", "2031-03-11", "The Harbour Post", "2031-04-09"),
            ("deaths", "The Kesmark Courier", "2031-03-26", "The Harbour Post", "2031-04-09"),
            ("deaths", "The Kesmark Courier", "2031-03-11", "The Harbour Post", "2031-03-12"),
            ("deaths", "The Kesmark Courier", "2031-03-11", "The Harbour Post", "2031-03-14"),
            ("deaths", "The Kesmark Courier", "2031-03-26", "The Harbour Post", "2031-03-12"),
            ("deaths", "The Kesmark Courier", "2031-03-26", "The Harbour Post", "2031-03-14"),
            ("deaths", "The Kesmark Courier", "2031-03-26", "The Kesmark Courier", "2031-03-11"),
            ("deaths", "The Kesmark Courier", "2031-03-26", "The Kesmark Courier", "2031-03-26"),
            ("denied", "The Kesmark Courier", "2031-03-26", "The Harbour Post", "2031-03-25"),
            ("denied", "The Kesmark Courier", "2031-03-26", "The Kesmark Courier", "2031-03-26"),
        },
    ),
    "visits": (
        (0, 1, 2, 3, 4, 6),
        {
            ("2031-03-04", "Ana Okoye", "Kesmark", "mooted", "possible", "a senior official"),
            ("2031-03-04", "Ana Okoye", "Kesmark", "mooted", "possible", "Ana Okoye"),
            ("2031-03-14", "Ana Okoye", "Kesmark", "planned", "certain", "Foreign Ministry"),
            ("2031-03-14", "Edda Fenn", "Kesmark", "planned", "certain", "The Harbour Post"),
            ("2031-03-14", "Leif Andrade", "Kesmark", "cancelled", "certain", "The Harbour Post"),
            ("2031-03-25", "Ana Okoye", "Kesmark", "occurred", "certain", "The Harbour Post"),
            ("2031-03-25", "Tomas Rehn", "Port Amsel", "mooted", "possible", "Tomas Rehn"),
            ("2031-03-26", "Tomas Rehn", "Port Amsel", "mooted", "possible", "Mr Rehn’s office"),
        },
    ),
}


def test_the_story_is_told_with_every_property_there_is() -> None:
    properties = ours("SELECT ?term { VALUES ?kind { owl:ObjectProperty owl:DatatypeProperty } ?term a ?kind }")
    told = {quad.predicate.value.removeprefix(NF) for quad in story() if quad.graph_name != HEADER}
    assert (
        properties - told
        == ABOVE_OTHERS | OF_DECISIONS | OF_EXTRACTION | OF_LONG_WORDS | OF_THE_STORE | OF_UNSURE_COUNTS
    )


def test_the_story_conforms_for_an_engine_that_has_the_ontology_as_it_is_written() -> None:
    told = "".join(f"{quad.triple} .\n" for quad in story())
    assert engine_of("shacl", load_schema().shapes_ntriples, {})(told) == []


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_speaks_only_of_terms_that_exist(path: Path) -> None:
    used = set(re.findall(r"\bnf:([\w-]+)", path.read_text(encoding="utf-8")))
    assert used - terms() == set()


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_begins_with_itself_in_words(path: Path) -> None:
    assert re.match(r"# [A-Z].*\?$", path.read_text(encoding="utf-8").splitlines()[0])


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_a_question_is_answered_as_the_story_tells(name: str) -> None:
    columns, expected = ANSWERS[name]
    view = View(ROOT, story(), Iris())
    answer = rows(story(), bind(read_questions()[name], {}, view))  # type: ignore[arg-type]  # which asks it nothing
    assert {tuple(row[column] for column in columns) for row in answer} == expected
