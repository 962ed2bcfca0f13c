"""What every code means: of fact files, authority files, inputs, shapes, validation, publishes and `kg check`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.errors import KgError
from kg.schema import Schema, ShapeInfo

INPUTS = {
    "doctype": (
        "The XML file has a DOCTYPE. Its entities can make a small file fill the memory, or reach for other files, so "
        "kg expands none. Convert the file to Turtle."
    ),
    "cut-off": (
        "The page ends within a tag or an element, as files do of which only a part was saved or fetched. What is "
        "there is published; save the page again, whole, and publish it: it takes the place of this."
    ),
    "corrects-nothing": (
        "The text speaks of its own correction, but has no address, and the article that it corrects is not found by "
        "paper, headline and time. Both are published. Put the address in the first line of the text, or write `url:` "
        "into its fact file; where the headline was corrected too, take the earlier one away with `kg retract`."
    ),
    "not-english": (
        "The rules that find facts know English alone. The article is published without facts; write them in a fact "
        "file, or have a language model draft them with `kg extract --extractor llm`."
    ),
    "nothing-found": (
        "Neither a headline nor a date nor a fact was found, so the file may be no article. `kg read` shows what kg "
        "makes of it."
    ),
    "rdf-not-facts": (
        "RDF can be checked (`kg validate`) but not published: kg publishes articles and fact files, so that every "
        "fact is tied to its words. `kg schema` describes a fact file."
    ),
    "rdf-syntax": "The RDF file breaks the rules of its format; the line and column are where reading stopped.",
    "remote-context": (
        "The JSON-LD file refers to a context on the web, and kg fetches nothing. Write the context into the file. In "
        'the place of that of schema.org write {"@vocab": "https://schema.org/"}; an article as JSON-LD is read from a '
        ".json file."
    ),
    "unread-date": (
        "The article as JSON says when it was published, in a way that cannot be read, so its facts cannot be dated. "
        "`02/05/2031` may be of February or of May. Write 2031-02-05, best with the time and its zone: "
        "2031-02-05T18:00:00+01:00; seconds or milliseconds since 1970 are read too."
    ),
    "unread-value": (
        "A field of an article as JSON has a value that cannot be read, and is left out: a time that is no date, an "
        "address that is no web address, a text that is no string."
    ),
    "unreadable": (
        "The file could not be read; the message says why. It is not there or may not be read (look at its name and "
        "permissions), is damaged or no text (fetch or save it anew), or is larger than kg takes: 16 MiB for a page, "
        "64 MiB for another article or the facts of one (leave out what is not of it, or split it)."
    ),
    "unverified": (
        "The fact file's quotations were not compared with the article, because its text is not at hand; they are "
        "published as unverified. Put the text beside the fact file, or say where it is with --texts. With --strict "
        "this counts as an error."
    ),
}
OUTCOMES = {
    "accepted": "The article conforms, and is published in the new generation.",
    "failed": "A SPARQL server did not take the article. Publish the same again: what it took is not sent twice.",
    "rejected": (
        "The article does not conform, and nothing of it is published. The report is in the store's folder `rejected`; "
        "`kg validate` shows it too."
    ),
    "retracted": "The article was taken back. `kg retract ARTICLE --undo` lets it come back.",
    "superseded": (
        "Another revision of the article counts: curated facts before extracted ones, then the newest, then the one "
        "that says what it corrects, then the one whose facts would lose their reviewer. The line says which; "
        "--replace publishes this one over what the store holds."
    ),
    "unchanged": "The store holds the article with the same facts already.",
    "unusable": "The file could not be read; the message says why.",
    "waiting": (
        "The text is newer than that which the curated facts of the article are from, and these stay until somebody "
        "looks: `kg extract` it over the fact file, which keeps what was edited, and publish that. Until then a "
        "publish ends with exit code 1."
    ),
}
FINDINGS = {
    "conflicts": "Statements of several articles that cannot hold together. Both stand until a paper corrects itself.",
    "disputes": "A statement rests on something that was corrected. It is in doubt until somebody reviews it.",
    "duplicates": "Two entities may be one. `kg link --accept CODE` merges them, and `kg unlink` undoes that.",
    "holders": "A post for one person has several holders at a time.",
    "namesakes": "Several entities bear one name and are kept apart.",
    "orphans": "Something stands in the store that no article speaks of any more.",
    "provisional": (
        "An entity that several articles speak of is known by its name alone. A line in a file of who is who "
        "(--authority) makes it certain."
    ),
}
_COMPONENTS = {
    "And": "Not all of the forms that are needed at once fit.",
    "Class": "The entity is of a kind that cannot stand here.",
    "Closed": "There is a property here that does not belong.",
    "Datatype": "The value is not of the right kind: a date, a number or a text.",
    "Disjoint": "Two fields have a value in common that must not.",
    "Equals": "Two fields that must agree do not.",
    "HasValue": "A value that must be there is missing.",
    "In": "The value is not one of those that this field knows.",
    "LanguageIn": "The text is in a language that cannot stand here.",
    "LessThan": "Two values are in the wrong order.",
    "LessThanOrEquals": "Two values are in the wrong order.",
    "MaxCount": "More values are given than there can be.",
    "MaxExclusive": "The number is too large.",
    "MaxInclusive": "The number is too large.",
    "MaxLength": "The text is longer than the policy allows.",
    "MinCount": "Something that must be said is missing.",
    "MinExclusive": "The number is too small.",
    "MinInclusive": "The number is too small.",
    "MinLength": "The text is empty or too short.",
    "Node": "What stands here breaks the rules of its own kind.",
    "NodeKind": "The value is not of the right kind: an entity is wanted, or a text.",
    "Not": "Something stands here that must not.",
    "Or": "None of the allowed forms fits.",
    "Pattern": "The value is not written as it has to be.",
    "Property": "What stands here breaks the rules of its own kind.",
    "QualifiedMaxCount": "More values of a kind are given than there can be.",
    "QualifiedMinCount": "Something that must be said is missing.",
    "SPARQL": "A rule that looks at several values together is broken.",
    "UniqueLang": "The same language stands twice.",
    "Xone": "None of the allowed forms fits, or more than one does.",
}


def known_codes(types: Schema) -> Iterator[tuple[str, str]]:
    """Every code of a reader with the first sentence of its explanation, then every shape with its message."""
    for code, text in sorted(_readers().items()):
        yield code, text.partition(". ")[0].rstrip(".") + "."
    for info in sorted(types.codes.values(), key=lambda each: each.iri):
        if info.message:
            yield _local(info.iri) + ":*", info.message


def explanation_of(code: str, types: Schema) -> str:
    """The explanation of a code; raises KgError with near misses for one that does not exist."""
    readers = _readers()
    if code in readers:
        return readers[code]
    shape, _, component = code.partition(":")
    component = "" if component == "*" else component
    shapes = {_local(info.iri): info for info in types.codes.values()}
    if shape not in shapes:
        own = "" if types.own_shapes or not component else " That of a shape of your own needs its file: --shapes."
        near = _near(shape, (*readers, *shapes)) or " `kg explain` lists all."
        raise KgError(f"There is no code '{code}'.{near}{own}")
    if component and component not in _COMPONENTS:
        raise KgError(f"{shape} has no constraint '{component}'.{_near(component, _COMPONENTS)}")
    return _shape_explanation(shapes[shape], component)


def _near(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    names = {name.casefold(): name for name in known}
    close = [names[each] for each in get_close_matches(word.casefold(), names, n=3)]
    return f" Did you mean {' or '.join(close)}?" if close else ""


def _readers() -> dict[str, str]:
    from kg.factfile import EXPLANATIONS as FACT_FILE
    from kg.linking import EXPLANATIONS as AUTHORITY
    from kg.schema import EXPLANATIONS as SHAPES

    return {**FACT_FILE, **AUTHORITY, **SHAPES, **INPUTS, **OUTCOMES, **FINDINGS}


def _shape_explanation(info: ShapeInfo, component: str) -> str:
    where = f"the field `{info.key}`" if info.key else info.label or _local(info.iri)
    lines = [f"{_local(info.iri)}: {where}" + (f" of {info.fact_type}" if info.fact_type else "")]
    lines += [_COMPONENTS[component]] if component in _COMPONENTS else []
    lines += [text for text in (info.message, *info.within, info.description) if text]
    lines.append(f"Shape: {info.iri}")
    return "\n".join(lines)


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]
