"""A rollback: a new generation that holds what an older one held, made in the way of every publish."""

from __future__ import annotations

from pathlib import Path

from kg.errors import StoreError
from kg.store import folder
from kg.store.archive import change_of, quads_of, read_texts
from kg.store.chronicle import Held, created, differences
from kg.store.drafts import apply_vocabulary
from kg.store.generations import Terms, new_generation
from kg.store.ledger import Ledger
from kg.store.relinking import apply_links
from kg.store.values import ArticleChange, Published, removal
from kg.store.writing import writer


def roll_back(root: Path, target: int | None, terms: Terms) -> Published:
    """Publish what generation `target` held, or the one before the current; its folder need not be there any more.

    Articles, links and the vocabulary go back; what was retracted stays away. The history loses nothing: a rollback can
    be rolled back. Raises StoreError where there was no such generation, and as `kg.store.writing.writer` does.
    """
    with writer(root, terms.wait, terms.judged, terms.tell) as (current, ledger):
        number = _target(ledger, target, current)
        changes = _changes(root, differences(ledger, number))
        before, after = ledger.links(current), ledger.links(number)
        parent = folder.read_manifest(folder.generation_path(root, current))
        vocabulary, place = ledger.vocabulary(number)
        vocabulary = vocabulary or parent.vocabulary  # an empty store had none, and does not take it away
        if not changes and before == after and vocabulary == parent.vocabulary:
            return Published(None)
        with new_generation(root, parent, ledger, terms) as draft:
            draft.what = f"rollback to {number}"
            apply_links(root, draft, before, after, changes)
            if vocabulary != parent.vocabulary and place:
                quads = {quad for text in read_texts(root, [place]) for quad in quads_of(text)}
                apply_vocabulary(draft, quads, vocabulary, place)
    return draft.published()


def _target(ledger: Ledger, target: int | None, current: int) -> int:
    number = current - 1 if target is None else target
    if number < 0:
        raise StoreError("the store has no generation before this one: nothing was published yet")
    if number > current:
        raise StoreError(f"there is no generation {number}: the current one is {current}")
    created(ledger, number)
    return number


def _changes(root: Path, differing: list[Held]) -> list[ArticleChange]:
    texts = read_texts(root, [each.place for each in differing if each.place])
    gone = [removal(each.article, each.graph) for each in differing if not each.place]
    return [*gone, *map(change_of, texts)]
