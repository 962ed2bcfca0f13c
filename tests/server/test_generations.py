"""The generation that requests read: it only goes forward, and what a client is told of it is true."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.errors import StoreError
from kg.server import Settings, create_app
from kg.server.generations import Generations
from kg.store import Snapshot, Store, open_store
from kg.store.snapshot import reading
from tests.server.test_moving import publish


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store", create=True) as opened:
        publish(opened, 1)
        yield opened


def test_of_two_who_move_the_server_on_the_slower_does_not_take_it_back(at: Store) -> None:
    opening, go_on, slow = threading.Event(), threading.Event(), [False]

    def opened(root: Path) -> Snapshot:
        snapshot = Snapshot(root)
        if slow.pop() if slow else False:
            opening.set()
            go_on.wait(10)
        return snapshot

    generations = Generations(at.path, opened)
    slow.append(True)
    publish(at, 2)
    one = threading.Thread(target=generations.refresh)
    one.start()
    assert opening.wait(10)
    publish(at, 3)
    other = threading.Thread(target=generations.refresh)
    other.start()
    other.join(0.5)  # which it does where nothing keeps the two apart
    go_on.set()
    one.join()
    other.join()
    served = generations.generation
    generations.close()
    assert served == at.generation() == 3


def test_a_machine_out_of_files_for_a_moment_does_not_end_the_watch(at: Store) -> None:
    broken: list[OSError] = []

    def opened(root: Path) -> Snapshot:
        for error in broken:
            raise error
        return Snapshot(root)

    async def watched() -> tuple[str, str, int]:
        generations = Generations(at.path, opened)
        watching = asyncio.create_task(generations.watch())
        broken.append(OSError(24, "Too many open files"))
        publish(at, 2)
        await asyncio.sleep(0.5)
        fault = generations.fault
        broken.clear()
        await asyncio.sleep(0.5)
        watching.cancel()
        with pytest.raises(asyncio.CancelledError):
            await watching
        generations.close()
        return fault, generations.fault, generations.generation

    assert asyncio.run(watched()) == ("[Errno 24] Too many open files", "", 2)


def test_a_generation_that_is_damaged_is_not_looked_at_all_the_time(at: Store) -> None:
    looked: list[Path] = []

    def opened(root: Path) -> Snapshot:
        if at.generation() == 2:
            looked.append(root)
            raise StoreError("damaged")
        return Snapshot(root)

    async def watched() -> str:
        generations = Generations(at.path, opened)
        watching = asyncio.create_task(generations.watch())
        publish(at, 2)
        await asyncio.sleep(1)
        watching.cancel()
        generations.close()
        return generations.fault

    assert (asyncio.run(watched()), looked) == ("damaged", [at.path])


class Moving(Generations):
    """Generations of a store to which somebody publishes whenever a request has begun."""

    @contextlib.contextmanager
    def current(self) -> Iterator[Snapshot]:
        with super().current() as snapshot:
            with open_store(self.root) as store:
                publish(store, snapshot.generation + 1)
            self.refresh()
            yield snapshot


class Erased(Generations):
    """Generations of a store of which a purge erases what a request reads."""

    @contextlib.contextmanager
    def current(self) -> Iterator[Snapshot]:
        with super().current() as snapshot:
            snapshot.path.rename(self.root / "erased")
            with reading(snapshot.path):
                (snapshot.path / "oxigraph/CURRENT").read_bytes()
                yield snapshot


def test_who_reads_what_a_purge_erases_is_asked_to_come_again(at: Store) -> None:
    app = create_app(Settings(store=at.path, workers=1))
    client = TestClient(app, base_url="http://127.0.0.1:8000")
    with client, contextlib.closing(Erased(at.path)) as app.state.generations:
        answer = client.get("/store?graph=https://kg.example/graph/moving-1")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert "is erased, for an article was purged: read the one that is current" in answer.text


@pytest.mark.parametrize("path", ["/store?graph=https://kg.example/graph/moving-1", "/dump.nq.gz"])
def test_the_mark_of_an_answer_is_that_of_the_generation_it_is_read_from(at: Store, path: str) -> None:
    app = create_app(Settings(store=at.path, workers=1))
    moving = Moving(at.path)
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        app.state.generations = moving
        answer = client.get(path, headers={"Accept": "text/turtle"})
    moving.close()
    number = int(answer.headers["etag"].strip('"').partition("-")[0])
    assert (answer.status_code, number) == (200, at.generation() - 1)
    if path == "/dump.nq.gz":
        articles = gzip.decompress(answer.content).count(b"#type> <https://schema.org/NewsArticle>")
        assert articles == number


def test_a_generation_that_takes_the_number_of_another_answers_for_itself(at: Store) -> None:
    publish(at, 2)
    query = "SELECT (MAX(?n) AS ?newest) { ?a schema:identifier ?n }"
    paths = f"/sparql?format=csv&query={query}", f"/sparql?format=csv&query={query} %23", "/"
    app = create_app(Settings(store=at.path, workers=1))
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        before = [client.get(path).text for path in paths[::2]]
        (at.path / "CURRENT").write_text("000001\n")  # as kg advises where the newest generation is damaged
        publish(at, 3)
        app.state.generations.refresh()
        after = [client.get(path).text for path in paths]
    assert at.generation() == 2
    assert (before[0], after[:2]) == ("newest\r\n2\r\n", ["newest\r\n3\r\n"] * 2)
    assert ("Moving 3" in before[1], "Moving 3" in after[2]) == (False, True)


def test_what_is_made_of_a_generation_is_made_once(at: Store) -> None:
    asked: list[int] = []

    def number(snapshot: Snapshot) -> int:
        asked.append(snapshot.generation)
        return snapshot.generation

    generations = Generations(at.path)
    for expected in (1, 1):
        with generations.current() as snapshot:
            assert generations.made(snapshot, number) == expected
    publish(at, 2)
    generations.refresh()
    with generations.current() as snapshot:
        assert generations.made(snapshot, number) == 2
    generations.close()
    assert asked == [1, 2]
