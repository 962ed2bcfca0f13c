"""Precision and recall of the extractor on hand-annotated facts, per fact type, with what was wrong or missed.

    python benchmarks/extraction_quality.py [GOLD_DIR] [--drafts] [--wrong] [--missed] [--type Visit]

GOLD_DIR holds fact files, `articles.json` with their texts, `must_not.json` and `score_facts.py`, which says when a
predicted fact counts as a gold one.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

import kg
from kg.extraction import extract, load_nlp
from kg.factfile import write_facts

DEFAULT_GOLD = Path(os.environ.get("KG_SHARED", Path(__file__).parents[2] / "shared")) / "gold"
Plain = dict[str, Any]


@dataclass
class Tally:
    """Counts over all articles; `wrong` and `missed` name article, type and words."""

    gold: dict[str, int] = field(default_factory=dict)
    predicted: dict[str, int] = field(default_factory=dict)
    matched: dict[str, int] = field(default_factory=dict)
    values: dict[str, list[int]] = field(default_factory=dict)
    unusual: dict[str, list[int]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    must_nots: list[str] = field(default_factory=list)
    by_rule: dict[str, list[int]] = field(default_factory=dict)
    direct: dict[str, list[int]] = field(default_factory=dict)

    def rows(self) -> list[tuple[str, int, int, int, float, float, float]]:
        """Type, gold, predicted, matched, precision, recall and F1; the last row is over all."""
        types = sorted(set(self.gold) | set(self.predicted))
        rows = [_row(t, self.gold.get(t, 0), self.predicted.get(t, 0), self.matched.get(t, 0)) for t in types]
        total = _row("all", *(sum(counts.values()) for counts in (self.gold, self.predicted, self.matched)))
        return [*rows, total]


def _row(name: str, gold: int, predicted: int, matched: int) -> tuple[str, int, int, int, float, float, float]:
    precision = matched / predicted if predicted else 0.0
    recall = matched / gold if gold else 0.0
    both = 2 * precision * recall / (precision + recall) if matched else 0.0
    return name, gold, predicted, matched, precision, recall, both


def load_rules(gold: Path) -> ModuleType:
    """The functions of `score_facts.py`, which runs when it is imported as it stands."""
    module = ModuleType("score_facts")
    source = (gold / "score_facts.py").read_text(encoding="utf-8").rstrip()
    exec(compile(source.removesuffix("main()"), "score_facts.py", "exec"), module.__dict__)
    return module


def gold_articles(gold: Path) -> list[tuple[Plain, kg.Article]]:
    """Each gold fact file, with the article that it annotates."""
    texts = {each["id"]: each for each in json.loads((gold / "articles.json").read_text(encoding="utf-8"))}
    found = []
    for path in sorted(gold.glob("*.facts.yaml")):
        facts = yaml.safe_load(path.read_text(encoding="utf-8"))
        found.append((facts, _article(facts["article"], texts.get(facts["article"]["id"]), gold)))
    return found


def _article(said: Plain, known: Plain | None, gold: Path) -> kg.Article:
    from dataclasses import replace

    if known is None:
        article = kg.read_article(gold.parent / "seed" / "article.txt")
        return replace(article, id=said["id"])
    return kg.Article(
        text=known["text"],
        id=said["id"],
        url=said.get("url"),
        headline=said.get("headline"),
        published=str(said.get("published")),
        publisher=said.get("publisher"),
    )


def predict(articles: list[kg.Article]) -> list[Plain]:
    """What the extractor makes of each article, as plain fact files."""
    nlp = load_nlp()
    return [json.loads(write_facts(extract(article, nlp=nlp), "json")) for article in articles]


def score(rules: ModuleType, pairs: list[tuple[Plain, Plain]], texts: list[str], *, drafts: bool) -> Tally:
    """Count what matches, by the rules of `score_facts.py`."""
    tally = Tally()
    for (gold, found), text in zip(pairs, texts, strict=True):
        _score_one(rules, tally, gold, found, text, drafts=drafts)
    return tally


def _score_one(rules: ModuleType, tally: Tally, gold: Plain, found: Plain, text: str, *, drafts: bool) -> None:
    names, ours = gold.get("entities") or {}, found.get("entities") or {}
    cut = gold["article"].get("annotated_to")
    right = gold.get("facts") or []
    mine = [
        fact
        for fact in found.get("facts") or []
        if (drafts or not fact.get("draft")) and (not cut or min(s for s, _ in rules.spans(fact)) < cut)
    ]
    for fact in right:
        _add(tally.gold, fact["type"], int(not fact.get("optional")))
        if fact["type"] == "SpeechAct" and not fact.get("text"):
            fact["text"] = " ".join(text[start:end] for start, end in rules.spans(fact))
    for fact in mine:
        _add(tally.predicted, fact["type"], 1)
    scored = sorted(
        (
            (not a.get("optional"), rules.match(a, names, b, ours), i, j)
            for i, a in enumerate(right)
            for j, b in enumerate(mine)
        ),
        reverse=True,
    )
    used: set[int] = set()
    taken: set[int] = set()
    for _, likeness, i, j in scored:
        if likeness <= 0 or i in used or j in taken:
            continue
        used.add(i)
        taken.add(j)
        if right[i].get("optional"):
            _add(tally.predicted, mine[j]["type"], -1)
            continue
        _add(tally.matched, right[i]["type"], 1)
        _compare(rules, tally, right[i], names, mine[j], ours, gold["article"]["id"])
    direct = [i for i, fact in enumerate(right) if fact.get("directness") == "direct" and not fact.get("optional")]
    ours_direct = [j for j, fact in enumerate(mine) if fact.get("directness") == "direct"]
    for name, wanted, hit in (("recall", direct, used), ("precision", ours_direct, taken)):
        counts = tally.direct.setdefault(name, [0, 0])
        counts[0] += len(hit.intersection(wanted))
        counts[1] += len(wanted)
    _explain(tally, gold["article"]["id"], text, right, mine, used, taken)


def _compare(rules: ModuleType, tally: Tally, a: Plain, names: Plain, b: Plain, ours: Plain, where: str) -> None:
    for key in ("certainty", "polarity", "basis", "status", "tenure", "force", "directness", "date"):
        if a.get(key) is not None:
            usual = key not in rules.DEFAULT or a[key] == rules.DEFAULT[key]
            _hit(tally, key, str(a[key]) == str(b.get(key)), usual, f"{a[key]} was {b.get(key)}", where, a)
    if a.get("source"):
        said, ours_said = a["source"], b.get("source", "article")
        right = said == ours_said == "article"
        right |= said != "article" and ours_said != "article" and rules.ent(said, names, ours_said, ours)
        _hit(tally, "source", right, said == "article", f"{said} was {ours_said}", where, a)


def _hit(tally: Tally, key: str, right: bool, usual: bool, told: str, where: str, a: Plain) -> None:
    for table in (tally.values, *(() if usual else (tally.unusual,))):
        counts = table.setdefault(key, [0, 0])
        counts[0] += right
        counts[1] += 1
    if not right:
        quote = (a.get("evidence") or [{}])[0].get("quote", "")
        tally.wrong.append(f"{where} {a['type']} {key}: {told}: {quote[:150]!r}")


def _explain(
    tally: Tally, where: str, text: str, right: list[Plain], mine: list[Plain], used: set[int], taken: set[int]
) -> None:
    for j, fact in enumerate(mine):
        counts = tally.by_rule.setdefault(fact.get("by", ""), [0, 0])
        counts[0] += j in taken
        counts[1] += 1
        if j not in taken:
            tally.wrong.append(f"{where} {_short(fact, text)}")
    tally.missed += [
        f"{where} {_short(fact, text)}" for i, fact in enumerate(right) if i not in used and not fact.get("optional")
    ]


def _short(fact: Plain, text: str) -> str:
    left_out = ("evidence", "basis", "type", "about", "confidence", "draft")
    said = {k: v for k, v in fact.items() if k not in left_out and v not in ("article", "certain", "positive")}
    span = fact["evidence"][0]
    return f"{fact['type']} {said}\n      {text[span['start'] : span['end']]!r}"


def _add(counts: dict[str, int], key: str, number: int) -> None:
    counts[key] = counts.get(key, 0) + number


def must_nots_met(rules: ModuleType, gold: Path, pairs: list[tuple[Plain, Plain]]) -> list[str]:
    """The tempting wrong facts that were predicted and are no drafts, each with the reason why it is wrong."""
    listed = json.loads((gold / "must_not.json").read_text(encoding="utf-8"))
    met = []
    for right, ours in pairs:
        where = right["article"]["id"]
        names = (right.get("entities") or {}, ours.get("entities") or {})
        met += [
            f"{where} {entry['type']} {entry.get('fields')} {entry.get('values')}: {entry.get('why')}"
            for entry in listed.get(where, ())
            for fact in ours.get("facts", ())
            if not fact.get("draft") and _is_met(rules, entry, fact, names)
        ]
    return met


def _is_met(rules: ModuleType, entry: Plain, fact: Plain, names: tuple[Plain, Plain]) -> bool:
    if entry.get("type") != fact["type"]:
        return False
    fields = entry.get("fields") or {}
    values = entry.get("values") or {}
    default = {**rules.DEFAULT, "source": "article"}
    return all(_field_met(rules, key, value, fact, names) for key, value in fields.items()) and all(
        str(fact.get(key, default.get(key))) == str(value) for key, value in values.items()
    )


def _field_met(rules: ModuleType, key: str, value: Any, fact: Plain, names: tuple[Plain, Plain]) -> bool:
    if key in ("kind", "post", "subject", "text", "format"):
        words = {t.rstrip("s") for t in rules.toks(str(fact.get(key)))}
        return all(t.rstrip("s") in words for t in rules.toks(str(value)))
    theirs = fact.get(key)
    listed = theirs if isinstance(theirs, list) else [theirs] if theirs else []
    for wanted in value if isinstance(value, list) else [value]:
        name = wanted["entity"] if isinstance(wanted, dict) else wanted
        if not any(_names(rules, name, each, names, wanted) for each in listed):
            return False
    return True


def _names(rules: ModuleType, name: str, each: Any, names: tuple[Plain, Plain], wanted: Any) -> bool:
    key = each["entity"] if isinstance(each, dict) else each
    if (
        isinstance(wanted, dict)
        and wanted.get("role")
        and (not isinstance(each, dict) or each.get("role") != wanted["role"])
    ):
        return False
    return bool(rules.ent(name, names[0], key, names[1]))


def main() -> None:
    """Print the table, and what was asked for beside it."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("gold", nargs="?", type=Path, default=DEFAULT_GOLD)
    options.add_argument("--drafts", action="store_true", help="count drafts too")
    options.add_argument("--wrong", action="store_true", help="list what was wrong")
    options.add_argument("--missed", action="store_true", help="list what was missed")
    options.add_argument("--type", help="list only this fact type")
    given = options.parse_args()
    if not given.gold.is_dir():
        sys.exit(f"{given.gold} is not here: give the folder of the hand-annotated facts")
    rules = load_rules(given.gold)
    pairs = gold_articles(given.gold)
    found = predict([article for _, article in pairs])
    texts = [article.text or "" for _, article in pairs]
    both = [(gold, ours) for (gold, _), ours in zip(pairs, found, strict=True)]
    tally = score(rules, both, texts, drafts=given.drafts)
    _print(tally)
    met = must_nots_met(rules, given.gold, both)
    print(f"must-nots met: {len(met)}", *met, sep="\n  ")
    for name, lines in (("wrong", tally.wrong), ("missed", tally.missed)):
        if getattr(given, name):
            print(f"\n{name}:")
            print(*(f"  {line}" for line in lines if not given.type or f" {given.type} " in line), sep="\n")


def _print(tally: Tally) -> None:
    print(f"{'':15}{'gold':>6}{'found':>7}{'right':>7}{'P':>7}{'R':>7}{'F1':>7}")
    for name, gold, predicted, matched, precision, recall, both in tally.rows():
        print(f"{name:15}{gold:6}{predicted:7}{matched:7}{precision:7.2f}{recall:7.2f}{both:7.2f}")
    print("values of matched facts:", ", ".join(f"{k} {a}/{b}" for k, (a, b) in tally.values.items()))
    print("  not the usual ones:", ", ".join(f"{k} {a}/{b}" for k, (a, b) in tally.unusual.items()))
    print("direct speech:", ", ".join(f"{name} {a}/{b}" for name, (a, b) in tally.direct.items()))
    print("rules:", ", ".join(f"{rule} {a}/{b}" for rule, (a, b) in sorted(tally.by_rule.items())))


if __name__ == "__main__":
    main()
