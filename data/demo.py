"""The tour that `make demo` gives: publish the sample articles, export Turtle, ask three questions, say what is next.

Everything is written to ./demo, which is made anew each time. No network is used.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from kg.resources import ontology_dir
from kg.store import Answer, Snapshot, open_store

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "demo"
STORE = DEMO / "store"


def main() -> None:
    """Give the tour; exits with the code of the first command that fails."""
    shutil.rmtree(DEMO, ignore_errors=True)
    DEMO.mkdir()
    say("1. Publish twelve pages of two invented newspapers: nine with curated facts, the rest extracted")
    kg("publish", "data", "--authority", "data/desk.csv", "--store", "demo/store", allowed=(0, 1))
    say("2. Export everything as Turtle")
    kg("export", "--store", "demo/store", "-o", "demo/articles.ttl")
    lines = (DEMO / "articles.ttl").read_text(encoding="utf-8").count("\n")
    print(f"demo/articles.ttl has {lines:,} lines. One visit in it, whose word it is, and the words:\n")
    print_indented(sample((DEMO / "articles.ttl").read_text(encoding="utf-8")))
    say("3. Three questions")
    with open_store(STORE) as store, store.snapshot() as snapshot:
        print("Who might visit whom, on whose word, and when did it become firm?")
        print_indented(visits(ask(snapshot, "visits")))
        print("\nWho accused whom of what, and who denied it?")
        print_indented(accusations(ask(snapshot, "accusations")))
        print("\nWhat do the two papers contradict each other on?")
        print_indented(contradictions(ask(snapshot, "conflicts")))
    say("What to try next")
    print(NEXT)


NEXT = """\
    .venv/bin/kg query --store demo/store "SELECT ?who ?post { ?p schema:jobTitle ?post ; schema:name ?who }"
    .venv/bin/kg export --store demo/store --entity "Mara Lindqvist"     all that is said of her
    .venv/bin/kg extract data/09-captain-inquiry.html                    a draft fact file to edit
    .venv/bin/kg validate data/07-talks-in-sollen.facts.yaml             change a quote in it and run this again
    .venv/bin/kg explain Visit-destination:MinCount                      what an error code means
    .venv/bin/kg publish YOUR-ARTICLE.html                               your own article, into ./store"""


def say(title: str) -> None:
    """A heading."""
    print(f"\n\033[1m{title}\033[0m\n" if sys.stdout.isatty() else f"\n{title}\n", flush=True)


def kg(*words: str, allowed: tuple[int, ...] = (0,)) -> None:
    """Show a command and run it."""
    print("$ kg " + " ".join(words), flush=True)
    done = subprocess.run([Path(sys.executable).parent / "kg", *words], cwd=ROOT, check=False)
    if done.returncode not in allowed:
        sys.exit(done.returncode)


def ask(snapshot: Snapshot, question: str) -> list[dict[str, str]]:
    """The rows of a saved question, as words, the oldest first."""
    answer: Answer = snapshot.query((ontology_dir() / "questions" / f"{question}.rq").read_text(encoding="utf-8"))
    rows = [
        {name: str(getattr(term, "value", "")) for name, term in zip(answer.variables, row, strict=True)}
        for row in answer.rows
    ]
    return sorted(rows, key=lambda row: row.get("published", ""))


def sample(turtle: str) -> str:
    """One assertion of the Turtle file with the situation that it is about."""
    blocks = {block.split(" ", 1)[0]: block.expandtabs(2) for block in turtle.split("\n\n")}
    visit = next(node for node, block in blocks.items() if " a nf:Visit ;" in block)
    assertion = next(block for block in blocks.values() if f"nf:asserts {visit} ;" in block)
    quote = assertion.split("nf:evidence evidence:")[1].split()[0]
    return "\n\n".join([blocks[visit], assertion, blocks[f"selector:{quote}-quote"]])


def visits(rows: list[dict[str, str]]) -> str:
    """Each visit's stages in the order of their news."""
    verbs = {"mooted": "may visit", "planned": "is to visit", "occurred": "visited", "cancelled": "was to visit"}
    lines = []
    for row in rows:
        verb = verbs.get(row["status"], f"({row['status']}) visits")
        word = "the paper itself" if row["own"] else row["source"]
        cancelled = ", which was cancelled" if row["status"] == "cancelled" else ""
        line = f"{row['published']}  {row['visitor']} {verb} {row['destination']}{cancelled}, on the word of {word}."
        lines += [line, f"            “{shortened(row['quote'])}”"]
    return "\n".join(lines)


def accusations(rows: list[dict[str, str]]) -> str:
    """Each accusation and denial in a line."""
    lines = []
    for row in rows:
        of = " of" if row["text"].split()[0].endswith("ing") else ":"  # "of withholding a letter"
        verb = (
            "denies:" if row["force"] == "deny" else f"accuses {row['accused']}{of}" if row["accused"] else "accuses:"
        )
        lines.append(f"{row['published']}  {row['speaker']} {verb} {shortened(row['text'])}")
    return "\n".join(lines)


def contradictions(rows: list[dict[str, str]]) -> str:
    """The first two statements of each contradiction, and how many pairs of statements are like them."""
    pairs: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        pairs.setdefault(row["why"], []).append(row)
    lines = []
    for why, alike in pairs.items():
        row, more = alike[0], len(alike) - 1
        lines.append(f"{why[0].upper()}{why[1:]}." + (f" ({more} more such pairs)" if more else ""))
        lines.append(f"  {row['onePaper']}, {row['oneDay']}: “{shortened(row['oneQuote'])}”")
        lines.append(f"  {row['otherPaper']}, {row['otherDay']}: “{shortened(row['otherQuote'])}”")
    return "\n".join(lines)


def shortened(text: str, limit: int = 110) -> str:
    """At most so many characters."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + " …"


def print_indented(text: str) -> None:
    """Print with four spaces before each line."""
    print("\n".join(f"    {line}" for line in text.splitlines()))


if __name__ == "__main__":
    main()
