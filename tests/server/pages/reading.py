"""Reads pages as strictly as the standard: parse errors are errors, and nothing may run or be fetched."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5rdf
from starlette.testclient import TestClient

BASE = "http://127.0.0.1:8000"
OKOYE = "/resource?iri=https%3A%2F%2Fauthority.example%2Fid%2Fana-okoye"
XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"


def parsed(text: str) -> Element:
    """The page's tree. Raises html5rdf's ParseError for whatever the HTML standard calls a parse error."""
    tree: Element = html5rdf.HTMLParser(strict=True, namespaceHTMLElements=True).parse(text)
    return tree


def links(tree: Element, path: str) -> set[str]:
    """Where the page's links lead on this site, without fragments."""
    found = set()
    for anchor in [*tree.iter(f"{XHTML}a"), *tree.iter(f"{SVG}a")]:
        target = urlsplit(urljoin(BASE + path, anchor.get("href", "")))
        if f"{target.scheme}://{target.netloc}" == BASE:
            found.add(target.path + (f"?{target.query}" if target.query else ""))
    return found


def faults(tree: Element) -> list[str]:
    """What a strict policy would stop, what would be fetched from elsewhere, and what misleads a screen reader."""
    found, ids = [], set()
    for each in tree.iter():
        name = str(each.tag).rpartition("}")[2]
        found += [f"{name} has {key}" for key in each.attrib if key.startswith("on") or key == "style"]
        if name in ("script", "img", "link", "iframe") and name != "a":
            address = each.get("src") or each.get("href") or "/"
            rel = each.get("rel", "")
            if rel not in ("canonical", "alternate") and not address.startswith("/"):
                found.append(f"{name} loads {address}")
        if name == "style" or (name == "script" and each.text and each.get("type") != "application/ld+json"):
            found.append(f"inline {name}")
        if (here := each.get("id")) is not None:
            found += [f"the id {here} is there twice"] if here in ids else []
            ids.add(here)
    labels = {each.get("for") for each in tree.iter(f"{XHTML}label")}
    fields = [*tree.iter(f"{XHTML}input"), *tree.iter(f"{XHTML}textarea")]
    found += [
        f"{each.get('id')} has no label"
        for each in fields
        if each.get("id") not in labels and each.get("type") != "hidden"
    ]
    if len(list(tree.iter(f"{XHTML}h1"))) != 1:
        found.append("there is not one h1")
    return found


def linked_data(tree: Element) -> Any:
    """The page's JSON-LD."""
    (script,) = [each for each in tree.iter(f"{XHTML}script") if each.get("type") == "application/ld+json"]
    return json.loads(script.text or "")


def text_of(element: Element) -> str:
    """The words of an element, spaces made one."""
    return " ".join("".join(element.itertext()).split())


def get(site: TestClient, path: str) -> Element:
    """The page at a path, which must be there and valid."""
    answer = site.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8"), path
    return parsed(answer.text)
