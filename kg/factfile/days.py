"""Warns of a date that the words of its fact belie: another year or weekday, or a plan for the past."""

from __future__ import annotations

import re
from datetime import date

from kg.factfile.claims import Claim, unquoted
from kg.factfile.findings import Findings

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|2[01])\d\d(?!\d)")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEARS_APART = 2
_FAR = re.compile(
    r"\b(?:years?|decades?|centur(?:y|ies)|generations?|anniversary|ago|since|former(?:ly)?|once|childhood|birth|born|"
    r"aged?|\d\ds|then)\b|year-old|['’]\d\d\b",
    re.IGNORECASE,
)  # words that may lead to another year without naming it
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b")
_COUNTED = re.compile(
    r"\b(?:yesterday|today|tomorrow|tonight|overnight|later|earlier|before|after|afterwards|following|next|previous|"
    r"same|since|until|till|by|eve|ago|weekend|week|midnight|then|to)\b|[A-Z]\w+day[’']s",
    re.IGNORECASE,
)  # beside them a weekday need not be that of the date
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})[a-z]*\b|\b\d{{1,2}}(?:st|nd|rd|th)\b")
_NAMED = re.compile(
    r"\b(?:(?:Black|Bloody|Good|Ash|Palm|Easter|Super|Shrove|Holy|Maundy) )[A-Z]\w+day\b|\b[A-Z]\w+day (?=[A-Z])"
)


def check_dates(findings: Findings, claim: Claim) -> None:
    """Warn of a year that neither the evidence nor the article has, of another weekday, of a plan for the past."""
    if not claim.published:
        return
    for key, values in claim.fields.items():
        field, value = claim.known[key], values[0] if values else None
        if type(value) is not str or not field.time_role or not _DATE.fullmatch(value):
            continue
        if value[:4] != claim.published[:4] and _is_of_another_year(findings, claim, key, value):
            continue
        if field.time_role == "time" and _DAY.fullmatch(value) and _is_another_day(findings, claim, key, value):
            continue
        if claim.raw.get("status") == "planned" and field.time_role == "time":
            published = claim.published
            if value < published[: len(value)]:
                message = f"It is planned for {value}, which was over when the article appeared ({published[:10]})."
                findings.warn("planned-before", (*claim.path, key), message, "Mend the date or the status.")


def _is_of_another_year(findings: Findings, claim: Claim, key: str, value: str) -> bool:
    """Warn of a year that the evidence does not have, where it has another or the article is far from it."""
    cure = "Mend the date, or quote the words that show it."
    years = {year for each in claim.evidence for year in _YEAR.findall(each.quote)}
    if years:
        if value[:4] in years:
            return False
        message = f"The evidence has {' and '.join(sorted(years))}, and not {value[:4]}."
        findings.warn("other-year", (*claim.path, key), message, cure)
        return True
    published = claim.published or ""
    if abs(int(value[:4]) - int(published[:4])) < _YEARS_APART or not claim.evidence:
        return False
    words = claim.sentences()
    if value[:4] in words or _FAR.search(words):
        return False
    message = f"It is dated {value}, the article {published[:10]}, and nothing in its words leads so far from that."
    findings.warn("far-year", (*claim.path, key), message, cure)
    return True


def _is_another_day(findings: Findings, claim: Claim, key: str, value: str) -> bool:
    """Warn of a day of the week that is not the one in the evidence; where other words count days nothing is said."""
    words = claim.words_for(key)
    if "day" not in words:
        return False
    said = _NAMED.sub(" ", unquoted(words))
    for each in claim.raw.values():  # a day in what was said or agreed is another's
        if type(each) is str and "day" in each:
            said = said.replace(each, " ")
    days = dict.fromkeys(_WEEKDAY.findall(said))
    if len(days) != 1 or _COUNTED.search(said) or _MONTH.search(said):
        return False
    try:
        actual = _WEEKDAYS[date.fromisoformat(value).weekday()]
    except ValueError:  # no day of the calendar, which is told elsewhere
        return False
    if actual in days:
        return False
    message = f"{value} is a {actual}, and the evidence has {next(iter(days))}."
    findings.warn("other-weekday", (*claim.path, key), message, "Mend the date, or quote the words that show it.")
    return True
