"""Finds what a person names: an article by URL or headline, an entity by name; if there is none, what comes near."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher, get_close_matches
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode

from kg.errors import KgError
from kg.iris import KINDS, normal_name
from kg.sparql_tokens import declared_in, tokens
from kg.store.interface import Readable
from kg.views import has, subjects, values
from kg.vocab import PREFIXES, SCHEMA, dcterms, oa, prov, rdf, rdfs, schema, skos

_NAMES = (schema.name, schema.alternateName)
_SHOWN = 10  # of those who bear one name
_ALIKE = 0.75  # of a word's letters, for two to be alike
_COMPARED = 20_000  # names that are compared letter by letter: about a second
_LOCAL = re.compile(r"[\w.-]+")
_OTHER_SCHEMA = SCHEMA.replace("https:", "http:")  # as schema.org's own context writes it
_VOCABULARIES = {"schema": schema, "prov": prov, "oa": oa, "skos": skos, "dcterms": dcterms, "rdfs": rdfs}


class SeveralError(KgError):
    """Several bear a name, and only one can be meant; `told` says so without the way to merge them."""

    def __init__(self, told: str) -> None:
        super().__init__(f"{told}\nIf they are one, merge them: kg link --accept IRI IRI")
        self.told = told


def find_article(snapshot: Readable, given: str) -> NamedNode:
    """The article with this IRI, URL, id or exact headline; raises KgError where there is none, or several."""
    for candidate in article_candidates(snapshot, given):
        if has(snapshot, candidate, rdf.type, schema.NewsArticle):
            return candidate
    found = subjects(snapshot, schema.headline, _literal(given))
    if len(found) > 1:
        raise KgError(
            f"{given}: several articles have this headline; give one IRI: {' '.join(each.value for each in found)}"
        )
    if not found:
        near = [] if "://" in given else names_like(given, _headlines(snapshot))
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise KgError(f"{given}: no article in the store has this URL, IRI, id or headline{hint}")
    return found[0]


def article_candidates(snapshot: Readable, given: str) -> Iterator[NamedNode]:
    """Yield the IRIs that an article has if this is its IRI, URL or id, whether the store has it or not."""
    if iri := _iri(snapshot, given):
        yield from (iri, snapshot.iris.article(url=given))
    yield from subjects(snapshot, schema.identifier, _literal(given))


def _headlines(snapshot: Readable) -> Iterable[str]:
    quads = snapshot.match(None, schema.headline)
    return (quad.object.value for quad in quads if isinstance(quad.object, Literal))


def find_entities(snapshot: Readable, given: str) -> list[NamedNode]:
    """All whom an IRI or a name means, in the order of their IRIs.

    A place of which three articles speak has three IRIs as long as nobody linked them: all of them are meant, and so
    is a person of one full name with an authority's IRI and without. Raises KgError where there is none, and where two
    who bear the name are known to be two.
    """
    graph = snapshot.iris.entities_graph
    iri = _iri(snapshot, given)
    if iri and has(snapshot, iri, None, None, graph):
        return [iri]
    bearers = {each for term in _NAMES for each in subjects(snapshot, term, _literal(given), graph)}
    if not bearers:
        raise KgError(f"{given}: no entity in the store has this IRI or exact name{_suggestion(snapshot, given)}")
    found = sorted(bearers, key=str)
    known = [each for each in found if not snapshot.iris.is_of_one_article(each)]
    if len(known) > 1 and not _may_be_one(snapshot, known):
        raise _several(snapshot, given, known)
    return found


def _may_be_one(snapshot: Readable, known: list[NamedNode]) -> bool:
    """Whether of two of one kind one is known by nothing but its full name, which is a name of the other, too."""
    if len(known) != 2:
        return False
    graph = snapshot.iris.entities_graph
    kinds = [set(values(snapshot, each, rdf.type, graph)) for each in known]
    names = [{each.value for term in _NAMES for each in values(snapshot, node, term, graph)} for node in known]
    shared = {snapshot.iris.shared_entity(name) for name in names[0] & names[1]}
    return bool(kinds[0] & kinds[1]) and len(shared & set(known)) == 1


def _several(snapshot: Readable, given: str, found: list[NamedNode]) -> SeveralError:
    shown = "\n".join(f"  {each.value}  {_described(snapshot, each)}" for each in found[:_SHOWN])
    more = f"\n  and {len(found) - _SHOWN:,} more" if len(found) > _SHOWN else ""
    return SeveralError(f"{given}: {len(found):,} entities bear this name; give the IRI of one:\n{shown}{more}")


def _described(snapshot: Readable, entity: NamedNode) -> str:
    """What tells an entity from its namesakes: its types, name and posts.

    As in 'Person: Ivo Marten, MP for Skerrow'.
    """
    graph = snapshot.iris.entities_graph

    def texts(term: NamedNode) -> list[str]:
        objects = [quad.object for quad in snapshot.match(entity, term, None, graph)]
        classes = [re.split("[/#]", each.value)[-1] for each in objects if isinstance(each, NamedNode)]
        return sorted(classes + [each.value for each in objects if isinstance(each, Literal)])

    return f"{', '.join(texts(rdf.type))}: {', '.join(texts(schema.name) + texts(schema.jobTitle))}"


def _suggestion(snapshot: Readable, given: str) -> str:
    names = list(_names(snapshot))
    near = names_like(given, names)
    for word in reversed(given.split()):  # of "Minister Okoya" the last word is most likely a name
        near = near or names_like(word, names) or names_spelt_like(word, names)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _names(snapshot: Readable) -> Iterable[str]:
    graph = snapshot.iris.entities_graph
    quads = (quad for term in _NAMES for quad in snapshot.match(None, term, None, graph))
    return (quad.object.value for quad in quads if isinstance(quad.object, Literal))


def names_like(given: str, names: Iterable[str]) -> list[str]:
    """Those of the names that come nearest to what was given, the nearest first, three at most.

    Case does not count. A name may also be part of what was given, or the other way round.

    >>> names_like("Ana Okoyo", ["Tomas Rehn", "Ana Okoye", "Ms Okoye"])
    ['Ana Okoye']
    >>> names_like("okoye", ["Tomas Rehn", "Ana Okoye"])
    ['Ana Okoye']
    """
    wanted = normal_name(given)
    spelt = {normal_name(name): name for name in sorted(set(names), reverse=True)}
    words = set(wanted.split())
    sharing = [name for name in spelt if words & set(name.split())]
    pool = spelt if len(spelt) <= _COMPARED else [name for name in spelt if name[:2] == wanted[:2]][:_COMPARED]
    near = get_close_matches(wanted, pool, 3, 0.7)
    near += sorted((name for name in sharing if words <= set(name.split()) and name not in near), key=len)
    return [spelt[name] for name in near[:3]]


def names_spelt_like(given: str, names: Iterable[str]) -> list[str]:
    """Those of the names that have a word spelt nearly so for each that was given: the nearest first, three at most.

    >>> names_spelt_like("Okoya", ["Tomas Rehn", "Ana Okoye"])
    ['Ana Okoye']
    """
    wanted = normal_name(given).split()
    near = {name: likeness for name in names if (likeness := _likeness(wanted, normal_name(name).split())) >= _ALIKE}
    return sorted(near, key=lambda name: (-near[name], len(name), name))[:3]


def _likeness(wanted: list[str], words: list[str]) -> float:
    """How near the word that fits worst comes to one of the name's."""
    best = (max(SequenceMatcher(None, each, word).ratio() for word in words) for each in wanted)
    return min(best, default=0.0) if words else 0.0


def strange_terms(snapshot: Readable, sparql: str) -> dict[str, str | None]:
    """The terms of a query that the store does not know, each with the one that it may stand for.

    A misspelt property is no error in SPARQL: it matches nothing, and the answer is empty. Of vocabularies that are not
    kg's own only those are told that a term used here may be meant by.
    """
    declared = declared_in(sparql)
    prefixes = {name: iri for name, iri in PREFIXES.items() if declared.get(name, iri) == iri}
    words = list(dict.fromkeys((kind, word.rstrip(".")) for kind, word in tokens(sparql) if kind in ("name", "iri")))
    found: dict[str, str | None] = {}
    for prefix, _, local in sorted(word.partition(":") for kind, word in words if kind == "name"):
        if (
            prefix in prefixes
            and _LOCAL.fullmatch(local)
            and not _is_known(snapshot, NamedNode(prefixes[prefix] + local))
        ):
            near = _term_like(snapshot, prefix, local)
            if near or (prefix == "nf" and near is not None):
                found[f"{prefix}:{local}"] = f"{prefix}:{near}" if near else None
    for iri in (word[1:-1] for kind, word in words if kind == "iri" and word[1:].startswith(_OTHER_SCHEMA)):
        if not _is_known(snapshot, NamedNode(iri)):
            found[iri] = SCHEMA + iri.removeprefix(_OTHER_SCHEMA)
    return found


def _term_like(snapshot: Readable, prefix: str, local: str) -> str | None:
    """The local name of the vocabulary that comes nearest, "" where none is near; None where no vocabulary is known."""
    if prefix == "nf":
        defined = (quad.subject for quad in snapshot.match(None, rdfs.isDefinedBy))
        terms = [each.value for each in defined if isinstance(each, NamedNode)]
    else:
        terms = [each.value for each in vars(_VOCABULARIES.get(prefix, object)).values() if isinstance(each, NamedNode)]
    names = sorted(each.removeprefix(PREFIXES[prefix]) for each in set(terms) if each.startswith(PREFIXES[prefix]))
    return next(iter(get_close_matches(local, names, 1, 0.7)), "") if names else None


def _is_known(snapshot: Readable, term: NamedNode) -> bool:
    return has(snapshot, term) or has(snapshot, None, term) or has(snapshot, None, None, term)


def _literal(given: str) -> Literal:
    """What somebody gave, as text of the store. Raises KgError for what is no Unicode."""
    try:
        return Literal(given)
    except ValueError as error:  # of a command line in another encoding
        raise KgError(f"{given!r}: this is no Unicode text; give it in UTF-8") from error


def _iri(snapshot: Readable, given: str) -> NamedNode | None:
    """The IRI that somebody gave, or None where it is none: a name, an id, or an address with a slip in it.

    `entity:ana-okoye-vouarhrg` is one too, as `kg search` shows it.
    """
    kind, _, local = given.partition(":")
    try:
        if kind in KINDS and local:
            return snapshot.iris.mint(kind, local)
        urlsplit(given)
        return NamedNode(given) if "://" in given else None
    except ValueError:
        return None
