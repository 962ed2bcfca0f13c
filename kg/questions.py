"""Saved questions: English, parameters and SPARQL in one file, and the query in which the parameters have values.

A file begins with the question in words. Each `$name` in its SPARQL is a parameter, and a line of its own says which
kind of value it takes:

    # Who met whom, when and where?
    # $who (entity, optional): only meetings in which this one took part
    # $since (date, default 0001-01-01): only meetings told of on this day or later
    # Example: who=Ana Okoye

A value becomes one RDF term, and the term takes the place of `$name`. It is never pasted as text, so it cannot change
the query. `$name` is a variable to SPARQL: where an optional parameter has no value, the question asks for all; and
where a name means several, VALUES in each group with `$name` says which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.errors import KgError, QueryError
from kg.lookup import find_article, find_entities
from kg.resources import ontology_dir
from kg.sparql_tokens import tokens
from kg.store.interface import AnySnapshot
from kg.store.narrowing import MARK, filled
from kg.store.resolving import day_literal, days_of, parse_day
from kg.views import has
from kg.vocab import NF, nf, rdf, skos

KINDS = ("entity", "article", "fact", "date", "day", "period", "word", "number", "one of")
MAX_NUMBER = 1_000_000
_BEARERS = 5_000  # entities of one name that a question is asked about at once
_PARAMETER = re.compile(
    r"# \$(?P<name>\w+) \((?P<kind>entity|article|fact|date|day|period|word|number|one of nf:(?P<scheme>[\w-]+)),"
    r" (?:(?P<required>required)|optional|default (?P<default>[^)]+))\): (?P<description>\S.*)"
)
_FOR_NUMBER = re.compile(r"\d+ # (\$\w+)$", re.MULTILINE)  # a number, and the parameter that replaces it
_EXAMPLE = re.compile(r"# Example: (\w+)=(.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be asked for. `kind` is one of KINDS; `scheme` has the words that a `one of` knows."""

    name: str
    kind: str
    description: str
    required: bool = False
    default: str | None = None
    scheme: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question: its name, the question in English, its parameters, an example of their values, its file."""

    name: str
    english: str
    parameters: tuple[Parameter, ...]
    example: Mapping[str, str]
    sparql: str


def read_questions(folder: Path | None = None) -> dict[str, Question]:
    """The questions in a folder, by their names; without one those that come with kg.

    Raises QueryError for a file whose head cannot be understood or does not fit its SPARQL.
    """
    files = sorted((folder or ontology_dir() / "questions").glob("*.rq"))
    if not files:
        raise QueryError(f"{folder}: no question (.rq) stands in this folder")
    return {file.stem: read_question(file) for file in files}


def find_question(name: str, folder: Path | None = None) -> Question:
    """The question of this name, whatever else stands in its folder.

    Raises QueryError where there is none, with the nearest names, and as `read_question` does.
    """
    files = {file.stem: file for file in (folder or ontology_dir() / "questions").glob("*.rq")}
    if name in files:
        return read_question(files[name])
    near = _did_you_mean(name, files)
    listing = f"`kg questions{f' --questions {folder}' if folder else ''}` lists them all"
    raise QueryError(f"{name}: there is no question of this name; {f'{near} {listing}' if near else listing}")


def read_question(file: Path) -> Question:
    """The question in a file. Raises QueryError where its head cannot be understood or does not fit its SPARQL."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"{file}: not a question in UTF-8: byte {error.start}") from error
    lines = text.splitlines() or [""]
    if not re.match(r"# \S.*\?$", lines[0]):
        raise QueryError(f"{file}:1: the first line is the question in words, as in `# Who met whom?`")
    parameters = tuple(_parameters(file, lines))
    used = {token[1:] for kind, token in tokens(text) if kind == "name" and token.startswith("$")}
    used |= {name[1:] for name in _FOR_NUMBER.findall(text)}
    told = {each.name for each in parameters}
    if wrong := sorted(used ^ told):
        where = "is not told of in its head" if wrong[0] in used else "does not stand in its SPARQL"
        raise QueryError(f"{file}: ${wrong[0]} {where}")
    example = {found[1]: found[2] for line in lines if (found := _EXAMPLE.fullmatch(line))}
    if stray := sorted(set(example) - told):
        raise QueryError(f"{file}: the example has {stray[0]}, which is no parameter")
    return Question(file.stem, lines[0].removeprefix("# "), parameters, example, text)


def _parameters(file: Path, lines: list[str]) -> Iterator[Parameter]:
    for number, line in enumerate(lines, start=1):
        if not line.startswith("# $"):
            continue
        found = _PARAMETER.fullmatch(line)
        if not found:
            raise QueryError(
                f"{file}:{number}: write a parameter as `# $name (KIND, required): what it is`, with `optional` or "
                f"`default VALUE` instead of `required`; KIND is one of {', '.join(KINDS[:-1])} and `one of nf:SCHEME`"
            )
        kind = "one of" if found["scheme"] else found["kind"]
        required = found["required"] is not None
        yield Parameter(found["name"], kind, found["description"], required, found["default"], found["scheme"])


def bind(question: Question, values: Mapping[str, str], snapshot: AnySnapshot) -> str:
    """The question as a query over a snapshot, each parameter in it replaced by the term that its value stands for.

    Raises QueryError for a parameter that is unknown, missing or not of its kind, and KgError for an entity
    or article that the store does not have.
    """
    known = {each.name: each for each in question.parameters}
    for name in values:
        if name not in known:
            hint = _did_you_mean(name, known) or f"it takes {', '.join(known) or 'none'}"
            raise QueryError(f"{question.name} has no parameter {name}; {hint}")
    terms = dict[str, list[str]]()
    for name, parameter in known.items():
        value = values.get(name, parameter.default)
        if value is not None:
            terms[f"${name}"] = _terms(parameter, value, snapshot)
        elif parameter.required:
            raise QueryError(f"{question.name} needs {name}: {parameter.description}")
    return _with_terms(question.sparql, terms)


def remark(question: Question, values: Mapping[str, str], rows: int) -> str:
    """What a person is to know of an answer of so many rows: that there may be more, or why there may be none.

    Empty where it needs no word.
    """
    most = next((each for each in question.parameters if each.name == "most"), None)
    given = values.get("most", most.default or "") if most else ""
    if most and given and rows >= int(given):
        return f"There may be more: most={given} ({most.description}); ask with a larger one."
    if rows:
        return ""
    loose = [each for each in question.parameters if each.name in values and each.name != "most"]
    lines = [f"No row: nothing in this store answers '{question.english}'"]
    for each in loose:
        way = "try another" if each.required else "leave it out, or try another"
        lines.append(f"  asked with {each.name}={values[each.name]}: {each.description}; {way}")
    return "\n".join(lines)


def _with_terms(sparql: str, terms: Mapping[str, list[str]]) -> str:
    """The query with each `$name` replaced by its term; of several terms, VALUES begin each group that has `$name`.

    The number before a comment `# $name` is replaced too, so that a question is a query as it stands: SPARQL lets no
    variable stand for a number of rows.
    """
    found = list(tokens(sparql))
    pieces, groups = [text for _, text in found], list[int]()
    wanted = dict[tuple[int, str], None]()
    number = 0  # the last place of anything but space
    for place, (kind, text) in enumerate(found):
        if text == "{":
            groups.append(place)
        elif text == "}":
            groups.pop()
        elif kind == "space" and text.startswith(MARK):
            pieces[place] = filled(text, terms)
        elif kind == "space" and pieces[number].isdigit() and text.removeprefix("# ") in terms:
            pieces[number] = terms[text.removeprefix("# ")][0]
        elif kind == "name" and len(terms.get(text, ())) == 1:
            pieces[place] = terms[text][0]
        elif text in terms and groups:
            wanted[groups[-1], text] = None
        number = place if kind != "space" else number
    for place, name in wanted:
        pieces[place] += f" VALUES {name} {{ {' '.join(terms[name])} }}"
    return "".join(pieces)


def _terms(parameter: Parameter, value: str, snapshot: AnySnapshot) -> list[str]:
    """The terms that a value stands for as SPARQL writes them, with what quotes and escapes they need."""
    if parameter.kind == "one of":
        return [str(_concept(parameter, value, snapshot))]
    try:
        if parameter.kind == "entity":
            return _entities(value, snapshot)
        if parameter.kind == "period":
            return [str(day_literal(day)) for day in days_of(value)]
        return [_OF_KIND[parameter.kind](value, snapshot)]
    except ValueError as error:
        raise QueryError(f"{parameter.name}={value}: {error}") from error


def _concept(parameter: Parameter, value: str, snapshot: AnySnapshot) -> NamedNode:
    words = dict[str, NamedNode]()
    for member in snapshot.match(None, skos.inScheme, NamedNode(f"{NF}{parameter.scheme}")):
        if isinstance(member.subject, NamedNode):
            for named in snapshot.match(member.subject, skos.notation):
                words[str(getattr(named.object, "value", ""))] = member.subject
    if value not in words:
        hint = _did_you_mean(value, words) or f"it is one of {', '.join(sorted(words))}"
        raise QueryError(f"{parameter.name}={value}: there is no such word; {hint}")
    return words[value]


def _entities(value: str, snapshot: AnySnapshot) -> list[str]:
    found = find_entities(snapshot, value)
    if len(found) > _BEARERS:
        raise ValueError(
            f"{len(found):,} entities bear this name: give the IRI of one, or link them to a place (kg link)"
        )
    return [str(each) for each in found]


def _article(value: str, snapshot: AnySnapshot) -> str:
    return str(find_article(snapshot, value))


def _fact(value: str, snapshot: AnySnapshot) -> str:
    try:
        node = NamedNode(value) if "://" in value else snapshot.iris.mint("assertion", value.removeprefix("assertion:"))
    except ValueError:
        node = None
    if node is None or not has(snapshot, node, rdf.type, nf.Assertion):
        raise KgError(f"{value}: no fact in the store has this IRI")
    return str(node)


def _date(value: str, snapshot: AnySnapshot) -> str:  # noqa: ARG001
    return str(day_literal(parse_day(value)))


def _day(value: str, snapshot: AnySnapshot) -> str:
    return str(snapshot.iris.mint("day", parse_day(value).isoformat()))


def _word(value: str, snapshot: AnySnapshot) -> str:  # noqa: ARG001
    return str(Literal(value))


def _number(value: str, snapshot: AnySnapshot) -> str:  # noqa: ARG001
    if not (value.isascii() and value.isdigit() and len(value) < 9 and 1 <= int(value) <= MAX_NUMBER):
        raise ValueError(f"this is no number from 1 to {MAX_NUMBER:,}")
    return str(int(value))


_OF_KIND: dict[str, Callable[[str, AnySnapshot], str]] = {
    "article": _article,
    "fact": _fact,
    "date": _date,
    "day": _day,
    "word": _word,
    "number": _number,
}


def _did_you_mean(given: str, known: Mapping[str, object]) -> str:
    near = get_close_matches(given, known, 3, 0.6)
    return f"did you mean {' or '.join(near)}?" if near else ""
