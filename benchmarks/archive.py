"""Makes an archive of invented articles with their fact files, as large as is asked for and the same each time.

    python benchmarks/archive.py FOLDER --articles 10000 [--form yaml|jsonl] [--facts 2] [--seed 1] [--president 5]

The kinds of facts, of entities and of certainty come in the shares in which careful readers found them in twelve news
reports; entities are met as often as in a newspaper, a few in every other article and most of them once. With
`--president 5` every fifth article has a fact about one president more. `yaml` writes a text and a fact file an
article, in folders of a thousand; `jsonl` writes texts.jsonl and archive.facts.jsonl.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from kg.factfile import write_facts
from kg.model import Article, ArticleFacts, Entity, Evidence, Fact, Value, text_digest
from kg.reading import article_jsonld

FOLDER = 1_000  # articles in one folder
FIRST_DAY = date(2011, 1, 1)

# Counted in the hand-made fact files: how often each came.
TYPES = {"SpeechAct": 139, "OfficeHolding": 62, "Event": 60, "Appointment": 18, "Membership": 12, "Meeting": 11,
         "Restriction": 7, "Agreement": 7, "Visit": 2}  # fmt: skip
STATUSES = {"occurred": 81, "planned": 12, "ongoing": 6, "mooted": 4, "cancelled": 1, "unknown": 1}
FORCES = {"state": 59, "criticise": 17, "call for": 17, "announce": 14, "refuse": 5, "agree": 5, "accuse": 4,
          "promise": 4, "ask": 4, "confirm": 3, "demand": 3, "praise": 2}  # fmt: skip
CERTAINTIES = {"certain": 308, "probable": 6, "possible": 4}
POLARITIES = {"positive": 315, "negative": 3}
SAID = {"state": "said", "criticise": "complained", "call for": "called for a vote as", "announce": "announced",
        "refuse": "refused to add to the view", "agree": "agreed", "accuse": "alleged", "promise": "promised",
        "ask": "asked whether it was true", "confirm": "confirmed", "demand": "demanded an answer, since",
        "praise": "was glad"}  # fmt: skip

GIVEN = """Ana Henrik Tomas Dorothea Ivo Maren Liesel Oskar Petra Joren Katla Mirko Sanna Edvin Rosa Callum Ines Bram
Yrsa Felix Tilda Anton Greta Piet Olga Matti Vera Lukas Nadia Stellan""".split()
BEGIN = "Al Bren Cor Dal Es Fen Gar Hol Iv Jar Kel Lor Mar Nor Ol Pel Quin Ros Sel Tor Ul Ven Wes Yar Zel".split()
MIDDLE = "a ber di en fa go ha il ka lo ma ne or pa ri sa ta ul va wen".split()
END = "bach cott dahl ford gren holm kov lund mark nell quist rud sen strand ton vik wold".split()
BODIES = "Council Union Party Institute Society Agency Bank Court Commission Museum Federation Orchestra".split()
KINDS = "storm fire strike march festival collision election trial flood opening outage auction".split()
POSTS = ["Foreign Minister", "mayor", "harbour master", "chief executive", "treasurer", "spokeswoman", "captain"]
PRESIDENT = "Ada Ferris"
SUBJECTS = ["fishing quotas", "the ferry timetable", "the price of timber", "cables under the strait", "border posts"]
CLAIMS = """the harbour would stay open
nobody had been asked
the figures were a year old
prices would rise again
the bridge could not wait
the vote had been fair
more boats were needed before winter""".split("\n")


@dataclass(slots=True)
class Page:
    """An article while it is written: its text so far, who is in it, and what is said."""

    random: random.Random
    day: date
    text: str = ""
    entities: dict[str, Entity] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)

    def entity(self, kind: str) -> str:
        """The key of somebody or something of a kind; a name is often one that many articles have."""
        return self.named(kind, _NAMES[kind](self.random))

    def named(self, kind: str, name: str) -> str:
        """The key of the entity of a kind and a name."""
        key = "".join(each for each in name.lower().replace(" ", "-") if each.isalpha() or each == "-")
        self.entities.setdefault(key, Entity(key, kind, name))
        return key

    def actor(self) -> str:
        """The key of somebody who may speak or act."""
        return self.entity(_one(self.random, {"Person": 63, "Organization": 62, "Country": 38, "UnnamedSource": 36}))

    def name(self, key: str) -> str:
        """The name of an entity of this article."""
        return self.entities[key].name

    def say(self, sentence: str, type: str, **fields: Value | tuple[Value, ...]) -> None:
        """Write a sentence, and the fact that it shows."""
        start = len(self.text)
        self.text += sentence
        shared: dict[str, tuple[Value, ...]] = {
            "certainty": (_one(self.random, CERTAINTIES),),
            "polarity": (_one(self.random, POLARITIES),),
            "basis": ("stated",),
            "source": ("article",),
        }
        own = {key: value if isinstance(value, tuple) else (value,) for key, value in fields.items()}
        for earlier in self.facts:  # an article that repeats itself is as sure as it was, or it would be refused
            if earlier.type == type and all(earlier.fields.get(key) == own[key] for key in own if key != "about"):
                shared["certainty"] = earlier.fields["certainty"]
        self.facts.append(Fact(type, {**own, **shared}, (Evidence(start, len(self.text), sentence),)))
        self.text += "\n\n" if self.random.random() < 0.5 else " "


def facts_of(number: int, *, facts: float = 2.0, seed: int = 1, president: int = 0) -> ArticleFacts:
    """Article `number` of the archive, with its text; `facts` is how many facts an article has on the average.

    One in `president` articles has a fact about the president more (0: none has).
    """
    choose = random.Random(f"{seed}-{number}")
    page = Page(choose, FIRST_DAY + timedelta(days=choose.randrange(5_000)))
    place = page.entity("City")
    headline = f"{choose.choice(KINDS).title()} in {page.name(place)}: {choose.choice(CLAIMS)}"
    page.text = f"{headline}\n\n"
    for _ in range(max(1, round(choose.gauss(facts, facts * 0.3)))):
        _WRITERS[_one(choose, TYPES)](page)
    if president and number % president == 0:
        choose.choice((_word_of_the_president, _talks_of_the_president, _post_of_the_president))(page)
    text = page.text.rstrip() + "\n"
    article = Article(
        text_digest=text_digest(text),
        text=text,
        url=f"https://harbourpost.example/{page.day:%Y/%m/%d}/{number}",
        headline=headline,
        published=f"{page.day}T{choose.randrange(24):02}:{choose.randrange(60):02}:00Z",
        publisher=choose.choice(("The Harbour Post", "Kesmark Courier", "Orlen Evening Mail")),
        authors=(_person(choose),),
        language="en",
    )
    return ArticleFacts(article, page.entities, tuple(page.facts), curated=True)


def write_archive(
    folder: Path, articles: int, form: str, *, facts: float = 2.0, seed: int = 1, president: int = 0
) -> None:
    """Write the archive into a folder: `yaml` is a text and a fact file an article, `jsonl` two files for all.

    The files of the articles are written by several processes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    make = partial(facts_of, facts=facts, seed=seed, president=president)
    if form == "jsonl":
        with (folder / "texts.jsonl").open("w") as texts, (folder / "archive.facts.jsonl").open("w") as lines:
            for each in map(make, range(articles)):
                texts.write(_line(each.article))
                lines.write(write_facts(each, "json"))
        return
    stretches = [range(first, min(first + FOLDER, articles)) for first in range(0, articles, FOLDER)]
    with ProcessPoolExecutor() as processes:
        for _ in processes.map(partial(_write_folder, folder, make), stretches):
            pass


def _write_folder(folder: Path, make: Callable[[int], ArticleFacts], numbers: range) -> None:
    place = folder / f"{numbers.start // FOLDER:04}"
    place.mkdir(exist_ok=True)
    for number in numbers:
        each = make(number)
        (place / f"{number:07}.txt").write_text(each.article.text or "", encoding="utf-8")
        (place / f"{number:07}.facts.yaml").write_text(write_facts(each), encoding="utf-8")


def _line(article: Article) -> str:
    return json.dumps(article_jsonld(article), ensure_ascii=False) + "\n"


def _one(choose: random.Random, shares: dict[str, int]) -> str:
    return choose.choices(list(shares), list(shares.values()))[0]


def _often(choose: random.Random, number: int) -> int:
    """A number below `number`, of which the first come most often (by Zipf's law)."""
    return min(number - 1, int((number + 1) ** choose.random()) - 1)


def _word(number: int) -> str:
    number, end = divmod(number * 7919 + 13, len(END))
    number, middle = divmod(number, len(MIDDLE))
    return BEGIN[number % len(BEGIN)] + MIDDLE[middle] + END[end]


def _person(choose: random.Random) -> str:
    number = _often(choose, 60_000)
    return f"{GIVEN[number % len(GIVEN)]} {_word(number)}"


def _body(choose: random.Random) -> str:
    number = _often(choose, 20_000)
    return f"{_word(number)} {BODIES[number % len(BODIES)]}"


def _source(choose: random.Random) -> str:
    who = choose.choice(("a senior official", "two ministers", "residents", "a spokesman", "critics of the plan"))
    return f"{who} of {_word(_often(choose, 2_000))}"


_NAMES: dict[str, Callable[[random.Random], str]] = {
    "Person": _person,
    "Organization": _body,
    "UnnamedSource": _source,
    "Country": lambda choose: _word(_often(choose, 60)) + "ia",
    "City": lambda choose: "Port " + _word(_often(choose, 2_000)),
    "Place": lambda choose: _word(_often(choose, 2_000)) + " Sound",
}


def _speech(page: Page) -> None:
    force, claim, speaker = _one(page.random, FORCES), page.random.choice(CLAIMS), page.actor()
    about = {"about": page.entity("Organization")} if page.random.random() < 0.4 else {}
    told = f" about the {page.name(about['about'])}" if about else ""
    if page.random.random() < 0.25:
        sentence = f"“{claim[0].upper()}{claim[1:]},” {page.name(speaker)} said{told}."
        page.say(sentence, "SpeechAct", speaker=speaker, force=force, text=claim, directness="direct", **about)
    else:
        sentence = f"{page.name(speaker)} {SAID[force]} that {claim}{told}."
        page.say(sentence, "SpeechAct", speaker=speaker, force=force, text=claim, directness="indirect", **about)


def _office(page: Page) -> None:
    person, body, post = page.entity("Person"), page.entity("Organization"), page.random.choice(POSTS)
    tenure = _one(page.random, {"current": 58, "former": 15, "incoming": 1})
    sentence = f"{page.name(person)} is the {tenure} {post} of the {page.name(body)}."
    page.say(sentence, "OfficeHolding", person=person, post=post, organization=body, tenure=tenure)


def _event(page: Page) -> None:
    kind, place = page.random.choice(KINDS), page.entity("City")
    count = page.random.randrange(3)
    actors = [page.actor() for _ in range(count)]
    took = f" {' and '.join(page.name(each) for each in actors)} took part." if actors else ""
    nodes: tuple[Value, ...] = tuple({"entity": (each,), "role": ("attendee",)} for each in dict.fromkeys(actors))
    given = {"participants": nodes} if nodes else {}
    sentence = f"There was a {kind} in {page.name(place)} on {page.day:%d %B %Y}.{took}"
    status = _one(page.random, STATUSES)
    page.say(sentence, "Event", kind=kind, place=place, date=str(page.day), status=status, **given)


def _appointment(page: Page) -> None:
    person, body, post = page.entity("Person"), page.entity("Organization"), page.random.choice(POSTS)
    action = page.random.choice(("appointed", "dismissed", "elected", "nominated"))
    sentence = f"{page.name(person)} was {action} {post} of the {page.name(body)}."
    status = _one(page.random, STATUSES)
    fields = {"person": person, "post": post, "organization": body, "action": action, "status": status}
    page.say(sentence, "Appointment", **fields)


def _membership(page: Page) -> None:
    person, group = page.entity("Person"), page.entity("Organization")
    sentence = f"{page.name(person)} is a member of the {page.name(group)}."
    page.say(sentence, "Membership", member=person, group=group, tenure="current")


def _meeting(page: Page) -> None:
    first, second, place = page.entity("Person"), page.entity("Country"), page.entity("City")
    sentence = f"{page.name(first)} met ministers of {page.name(second)} for talks in {page.name(place)}."
    who, status = (first, second), _one(page.random, STATUSES)
    page.say(sentence, "Meeting", participants=who, format="talks", place=place, date=str(page.day), status=status)


def _restriction(page: Page) -> None:
    target, authority = page.entity("Person"), page.entity("Country")
    sentence = f"{page.name(authority)} banned {page.name(target)} from entering the country."
    status = _one(page.random, STATUSES)
    page.say(sentence, "Restriction", target=target, kind="entry ban", authority=authority, status=status)


def _agreement(page: Page) -> None:
    first, second, subject = page.entity("Country"), page.entity("Organization"), page.random.choice(SUBJECTS)
    sentence = f"{page.name(first)} and the {page.name(second)} agreed on {subject}."
    page.say(sentence, "Agreement", parties=(first, second), subject=subject, status=_one(page.random, STATUSES))


def _visit(page: Page) -> None:
    visitor, destination = page.entity("Person"), page.entity("Country")
    sentence = f"{page.name(visitor)} may travel to {page.name(destination)}."
    page.say(sentence, "Visit", visitor=visitor, destination=destination, status=_one(page.random, STATUSES))


def _word_of_the_president(page: Page) -> None:
    force, claim, speaker = _one(page.random, FORCES), page.random.choice(CLAIMS), page.named("Person", PRESIDENT)
    sentence = f"President {PRESIDENT} {SAID[force]} that {claim}."
    page.say(sentence, "SpeechAct", speaker=speaker, force=force, text=claim, directness="indirect")


def _talks_of_the_president(page: Page) -> None:
    who = page.named("Person", PRESIDENT), page.entity("Country")
    place, status = page.entity("City"), _one(page.random, STATUSES)
    sentence = f"President {PRESIDENT} met ministers of {page.name(who[1])} for talks in {page.name(place)}."
    page.say(sentence, "Meeting", participants=who, format="talks", place=place, date=str(page.day), status=status)


def _post_of_the_president(page: Page) -> None:
    person, country = page.named("Person", PRESIDENT), page.named("Country", "Valdoria")
    sentence = f"{PRESIDENT} is the president of Valdoria."
    page.say(sentence, "OfficeHolding", person=person, post="president", organization=country, tenure="current")


_WRITERS: dict[str, Callable[[Page], None]] = {
    "SpeechAct": _speech,
    "OfficeHolding": _office,
    "Event": _event,
    "Appointment": _appointment,
    "Membership": _membership,
    "Meeting": _meeting,
    "Restriction": _restriction,
    "Agreement": _agreement,
    "Visit": _visit,
}


def main() -> None:
    """Write an archive."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("folder", type=Path)
    options.add_argument("--articles", type=int, default=10_000)
    options.add_argument("--form", choices=["yaml", "jsonl"], default="yaml")
    options.add_argument("--facts", type=float, default=2.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--president", type=int, default=0, help="one in so many articles has a fact about her")
    given = options.parse_args()
    wanted = {"facts": given.facts, "seed": given.seed, "president": given.president}
    write_archive(given.folder, given.articles, given.form, **wanted)


if __name__ == "__main__":
    main()
