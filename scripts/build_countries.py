"""Makes kg/linking/countries.csv from the data of a package and the names of countries that news uses.

npm pack @rapideditor/country-coder@5.6.1
python scripts/build_countries.py rapideditor-country-coder-5.6.1.tgz
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.extraction.names.countries import country_names
from kg.iris import normal_name

TARGET = Path(__file__).resolve().parent.parent / "kg" / "linking" / "countries.csv"
UNITED_KINGDOM = ("England", "Scotland", "Wales", "Northern Ireland")
NOT_COUNTRIES = {"FX", "CQ"}  # Metropolitan France and Sark have codes that ISO has reserved or taken back
# A kingdom and its largest country share a code; news means the country.
COUNTRY_OF_KINGDOM = {"DK": "Denmark", "NL": "Netherlands"}
# Where news calls a country otherwise than the package, and names that neither has.
NAMES = {
    "BN": ("Brunei Darussalam",),
    "BS": ("Bahamas",),
    "CD": ("Congo-Kinshasa",),
    "CG": ("Congo-Brazzaville",),
    "CI": ("Ivory Coast", "Cote d'Ivoire"),
    "CN": ("China",),
    "CV": ("Cabo Verde",),
    "CY": ("Cyprus",),
    "CZ": ("Czech Republic",),
    "FM": ("Micronesia",),
    "GG": ("Guernsey",),
    "GM": ("Gambia",),
    "HK": ("Hong Kong SAR",),
    "IE": ("Ireland", "Irish Republic"),
    "IR": ("Islamic Republic of Iran",),
    "JE": ("Jersey",),
    "KN": ("Saint Kitts and Nevis",),
    "KP": ("Democratic People's Republic of Korea", "DPRK"),
    "KR": ("Republic of Korea",),
    "LA": ("Lao People's Democratic Republic",),
    "LC": ("Saint Lucia",),
    "MD": ("Republic of Moldova",),
    "MK": ("Republic of North Macedonia",),
    "PS": ("State of Palestine",),
    "ST": ("São Tomé and Príncipe", "Sao Tome and Principe"),
    "SY": ("Syrian Arab Republic",),
    "TR": ("Turkiye",),
    "TW": ("Republic of China",),
    "TZ": ("United Republic of Tanzania",),
    "US": ("United States", "the States"),
    "VC": ("Saint Vincent and the Grenadines",),
    "VN": ("Viet Nam",),
}
NOTE = """\
# Countries and territories: name, other names (between |), ISO 3166-1 alpha-2 and alpha-3 codes, Wikidata id.
# Made by scripts/build_countries.py from {name} {version} ({license} licence), borders.json; other names by kg.
# England, Scotland, Wales and Northern Ireland are countries here; ISO 3166-1 has no codes for them. XK and XKX of
# Kosovo are user-assigned codes.
"""


def read_package(path: Path) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """The description of an npm package and the properties of every feature in its borders."""
    with tarfile.open(path) as package:

        def load(name: str) -> Any:
            member = package.extractfile(f"package/{name}")
            if member is None:
                raise SystemExit(f"{path} has no {name}")
            return json.load(member)

        return load("package.json"), [each["properties"] for each in load("src/data/borders.json")["features"]]


def country_rows(features: list[dict[str, Any]]) -> Iterator[tuple[str, str, str, str, str]]:
    """The rows of the table, in the order of their names; raises SystemExit for a name that two countries have."""
    by_name = {each["nameEn"]: each for each in features if "iso1A2" not in each and "level" not in each}
    known, rows = country_names(), []
    for each in features:
        code = each.get("iso1A2", "")
        if code in NOT_COUNTRIES or not (each.get("iso1N3") or code == "XK" or each["nameEn"] in UNITED_KINGDOM):
            continue
        country = by_name[COUNTRY_OF_KINGDOM[code]] if code in COUNTRY_OF_KINGDOM else each
        names = _names(country, code, known)
        rows.append((names[0], "|".join(names[1:]), code, each.get("iso1A3", ""), country["wikidata"]))
    _verify(rows, known)
    return iter(sorted(rows))


def _names(country: dict[str, Any], code: str, known: dict[str, str]) -> list[str]:
    """The name by which news calls a country, and its other names."""
    aliases = [alias for alias in country.get("aliases", ()) if len(alias) > 3 and alias[2] != "-"]
    given = [country["nameEn"], *NAMES.get(code, ()), *aliases]
    preferred = next((known[name] for name in given if name in known), given[0])
    also = [name for name, its in known.items() if its == preferred]
    return list(dict.fromkeys((preferred, *sorted({*given, *also} - {preferred}))))


def _verify(rows: list[tuple[str, str, str, str, str]], known: dict[str, str]) -> None:
    bearers: dict[str, str] = {}
    for name, also, *_, wikidata in rows:
        for each in (name, *filter(None, also.split("|"))):
            if bearers.setdefault(normal_name(each), wikidata) != wikidata:
                raise SystemExit(f"two countries are called {each}")
    missing = sorted(name for name in known if normal_name(name) not in bearers)
    if missing:
        raise SystemExit(f"these countries of the news have no record: {', '.join(missing)}")


def table_of(package: Path) -> str:
    """The whole table as it stands in kg/linking/countries.csv."""
    described, features = read_package(package)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("name", "other names", "alpha-2", "alpha-3", "wikidata"))
    writer.writerows(country_rows(features))
    return NOTE.format(**described) + text.getvalue()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path, help="The package, as `npm pack` writes it.")
    TARGET.write_text(table_of(parser.parse_args().package), encoding="utf-8")
