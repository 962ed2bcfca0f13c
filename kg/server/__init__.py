"""The published graph on the web: a SPARQL endpoint, a graph store, every IRI dereferenced, pages."""

from __future__ import annotations

from kg.server.app import create_app
from kg.server.settings import Settings, read_settings

__all__ = ["Settings", "create_app", "read_settings"]
