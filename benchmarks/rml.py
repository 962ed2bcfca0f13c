"""Times kg's mapping beside morph-kgc, which maps tables by RML: triples a second of one process.

    python -m benchmarks.rml PYTHON [--articles 2000]

PYTHON is the Python of an environment with morph-kgc (`pip install morph-kgc`). It gets a table of facts with the IRIs
minted already, a row for each piece of evidence, and makes of each row what kg says of an assertion and its evidence;
kg starts from the fact files as they are read, mints the IRIs, and maps all of the article.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.archive import write_archive
from kg.factfile import read_facts
from kg.iris import Iris
from kg.mapping import Mapped, map_article
from kg.schema import load_schema
from kg.terms import value_of
from kg.vocab import NF, OA, nf, oa, prov

_TERMS = {
    "situation": nf.asserts,
    "article": nf.reportedIn,
    "source": prov.wasAttributedTo,
    "certainty": nf.certainty,
    "polarity": nf.polarity,
    "basis": nf.basis,
    "evidence": nf.evidence,
}
_HEAD = f"""@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
@prefix nf: <{NF}> .
@prefix oa: <{OA}> .
"""
_MAP = """<#{name}> rml:logicalSource [ rml:source "facts.csv" ; rml:referenceFormulation ql:CSV ] ;
  rr:subjectMap [ rml:reference "{subject}" ; rr:termType rr:IRI ; rr:class <{cls}> ]{pairs} .
"""
_IRI = ' ;\n  rr:predicateObjectMap [ rr:predicate <{}> ; rr:objectMap [ rml:reference "{}" ; rr:termType rr:IRI ] ]'
_TEXT = ' ;\n  rr:predicateObjectMap [ rr:predicate <{}> ; rr:objectMap [ rml:reference "{}" ] ]'


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("python", type=Path)
    options.add_argument("--articles", type=int, default=2_000)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="kg-rml-") as scratch:
        root = Path(scratch)
        write_archive(root / "archive", given.articles, "yaml")
        types, iris = load_schema(), Iris()
        read = [read_facts(file, types) for file in sorted((root / "archive").rglob("*.facts.yaml"))]
        start = time.process_time()
        mapped = [map_article(each, types, iris) for each in read]
        spent = time.process_time() - start
        triples = sum(len(each.said) + len(each.supported) for each in mapped)
        print(f"kg: {triples:,} triples in {spent:.1f} s of the processor, {triples / spent:,.0f} a second")
        _rml(root, mapped, given.python)


def _rml(root: Path, mapped: list[Mapped], python: Path) -> None:
    with (root / "facts.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, [*_TERMS, "assertion", "position", "quote", "start", "end", "exact"])
        table.writeheader()
        table.writerows(row for each in mapped for row in _rows(each))
    assertion = "".join(_IRI.format(term.value, name) for name, term in _TERMS.items())
    evidence = _IRI.format(oa.hasSource.value, "article")
    evidence += "".join(_IRI.format(oa.hasSelector.value, name) for name in ("position", "quote"))
    position = _TEXT.format(oa.start.value, "start") + _TEXT.format(oa.end.value, "end")
    maps = [
        _MAP.format(name="assertion", subject="assertion", cls=nf.Assertion.value, pairs=assertion),
        _MAP.format(name="evidence", subject="evidence", cls=oa.SpecificResource.value, pairs=evidence),
        _MAP.format(name="position", subject="position", cls=oa.TextPositionSelector.value, pairs=position),
        _MAP.format(
            name="quote", subject="quote", cls=oa.TextQuoteSelector.value, pairs=_TEXT.format(oa.exact.value, "exact")
        ),
    ]
    (root / "map.ttl").write_text(_HEAD + "".join(maps), encoding="utf-8")
    (root / "config.ini").write_text(
        "[CONFIGURATION]\nnumber_of_processes: 1\n[Facts]\nmappings: map.ttl\n", encoding="utf-8"
    )
    script = (
        "import time, morph_kgc; start = time.process_time(); found = morph_kgc.materialize_set('config.ini');"
        "spent = time.process_time() - start; print(len(found), spent)"
    )
    said = subprocess.run([str(python), "-c", script], cwd=root, check=True, capture_output=True, text=True).stdout
    number, spent = said.split()[-2:]
    rate = int(number) / float(spent)
    print(f"morph-kgc: {int(number):,} triples in {float(spent):.1f} s of the processor, {rate:,.0f} a second")


def _rows(mapped: Mapped) -> Iterator[dict[str, str]]:
    """A row for each piece of evidence."""
    said: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, object in (map(value_of, each) for each in mapped.said):
        said.setdefault(subject, {}).setdefault(predicate, []).append(object)
    for node in map(value_of, mapped.assertions):
        known = said[node]
        row = {name: known[term.value][0] for name, term in _TERMS.items()}
        for evidence in known[nf.evidence.value]:
            position, quote = said[evidence][oa.hasSelector.value]
            places = {"start": said[position][oa.start.value][0], "end": said[position][oa.end.value][0]}
            ends = {"evidence": evidence, "position": position, "quote": quote, "assertion": node}
            yield {**row, **ends, **places, "exact": said[quote][oa.exact.value][0]}


if __name__ == "__main__":
    main()
