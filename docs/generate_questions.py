"""Writes docs/reference/questions.md from the saved questions: `.venv/bin/python docs/generate_questions.py`."""

from __future__ import annotations

from pathlib import Path

from kg.questions import Parameter, Question, read_questions

PAGE = Path(__file__).parent / "reference" / "questions.md"

OPENING = """\
# Saved questions

<!-- Made by docs/generate_questions.py from ontology/questions/*.rq; change those, not this. -->

`kg query --question NAME --param KEY=VALUE` asks one; `kg questions NAME` shows its SPARQL. Its answer over the sample articles
stands in `ontology/questions/expected/`. [Ask questions](../how-to/ask-questions.md) shows how to use them and how to write one.

## Parameters

A line `# $name (KIND, required): what it is` declares one; instead of `required` it may be `optional` or have a `default VALUE`.

| kind | value | becomes |
|---|---|---|
| `entity` | exact name or IRI | its IRI |
| `article` | URL, IRI or id | its IRI |
| `fact` | IRI of an assertion, or `assertion:...` | its IRI |
| `date` | `2031-03-04` | `xsd:date` |
| `day` | `2031-03-04` | the IRI of the day, as in `nf:onDay` |
| `period` | `2031-03-01/2031-03-31` | its days, for `VALUES ?day { $days }` |
| `word` | anything | a string |
| `number` | 1 to 1,000,000 | digits, as for `LIMIT` |
| `one of nf:forces` | a word of this scheme | the concept's IRI |

Most questions list the newest first and look at the newest `most` statements, 100 unless told otherwise. Where there may be more, the
answer says so; where it is empty, it says with what it was asked, and what can be left out.

## Questions

"""


def page() -> str:
    """The whole page."""
    return OPENING + "\n".join(map(section, read_questions().values()))


def section(question: Question) -> str:
    """A question with its parameters and an example."""
    lines = [f"### {question.name}", "", question.english, ""]
    if question.parameters:
        lines += ["| parameter | kind | | |", "|---|---|---|---|", *map(row, question.parameters), ""]
    words = [f'--param {key}="{value}"' if " " in value else f"--param {key}={value}" for key, value in question.example.items()]
    lines += ["```sh", " ".join(["kg query --question", question.name, *words]), "```", ""]
    return "\n".join(lines)


def row(parameter: Parameter) -> str:
    """A line of the table."""
    kind = f"one of `nf:{parameter.scheme}`" if parameter.scheme else parameter.kind
    need = "required" if parameter.required else f"else {parameter.default}" if parameter.default else "optional"
    return f"| `{parameter.name}` | {kind} | {need} | {parameter.description} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
