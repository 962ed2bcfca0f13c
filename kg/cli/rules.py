"""The options that say what a publish lets through and who answers for it, and the rules that they come to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.publishing import Review

REVIEWED_ON = click.option(
    "--reviewed-on", metavar="DATE", help="The day on which they were checked, such as 2031-03-05."
)
_OPTIONS = (
    click.option("--drafts", is_flag=True, help="Publish facts marked as drafts too."),
    click.option("--keep-going", is_flag=True, help="Of a curated file publish what conforms, not all or nothing."),
    click.option("--strict", is_flag=True, help="All or nothing for extracted facts too; warnings count."),
    click.option("--replace", is_flag=True, help="Publish also where the store holds a newer or curated revision."),
    click.option("--reviewed-by", metavar="NAME", help="Who checked the facts of the fact files and answers for them."),
    REVIEWED_ON,
)


def rules_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options from `--drafts` to `--reviewed-on`; the command gets `rules`."""

    @wraps(command)
    def ruled(
        *words: Any,
        drafts: bool,
        keep_going: bool,
        strict: bool,
        replace: bool,
        reviewed_by: str | None,
        reviewed_on: str | None,
        **named: Any,
    ) -> Any:
        from kg.publishing import Rules

        rules = Rules(drafts, keep_going, strict, replace, review_of(reviewed_by, reviewed_on))
        return command(*words, rules=rules, **named)

    for option in reversed(_OPTIONS):
        ruled = option(ruled)
    return ruled


def review_of(by: str | None, on: str | None) -> Review | None:
    """Who checked facts, and on which day, as the two options say it. Raises UsageError where only one is given."""
    from kg.publishing import Review

    if (by is None) != (on is None):
        raise click.UsageError("--reviewed-by and --reviewed-on go together: who checked the facts, and on which day")
    if by is None or on is None:
        return None
    if not by.strip():
        raise click.BadParameter("there is no name in it", param_hint="--reviewed-by")
    if not _is_day(on):
        raise click.BadParameter(f"'{on}' is not a day; write it as 2031-03-05", param_hint="--reviewed-on")
    return Review(by, on)


def _is_day(words: str) -> bool:
    """Whether the words are a date as ISO 8601 writes it, with hyphens."""
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False
