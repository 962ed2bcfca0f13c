"""The reports of what was not published, for whoever mends it."""

from __future__ import annotations

import json

from kg.iris import digest
from kg.publishing.outcomes import Outcome
from kg.store.interface import AnyStore
from kg.validation import finding_dict


def keep_report(store: AnyStore, outcome: Outcome) -> None:
    """Keep what was found about an article in the store's `rejected/`."""
    findings = [finding_dict(finding) for finding in outcome.findings]
    report = {"input": outcome.name, "article": outcome.article, "headline": outcome.headline, "findings": findings}
    store.keep_report(digest(outcome.name, outcome.headline), json.dumps(report, ensure_ascii=False, indent=1))
