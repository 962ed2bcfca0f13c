"""What `kg explain` says of the codes of lint findings."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

EXPLANATIONS: Mapping[str, str] = MappingProxyType(
    {
        "shape-syntax": (
            "The file is not Turtle. The line and column are where reading stopped; the slip is often just "
            "before: a missing `;` or `.`, an open bracket or quotation mark, a prefix that was not declared."
        ),
        "shape-unknown-term": (
            "A term with the prefix sh: that SHACL does not have. SHACL engines pass over such terms without a "
            "word, so that a misspelt sh:minCount checks nothing. kg takes SHACL Core and SPARQL constraints."
        ),
        "shape-javascript": (
            "SHACL-JS lets shapes run programs. kg refuses it: shapes are data, and may come from others."
        ),
        "shape-service": (
            "A query in a shape may look at the article being checked and nothing else: SERVICE, LOAD and FROM "
            "would reach for the network or for files."
        ),
        "shape-without-path": (
            "A property shape says which property it is about with sh:path. Without one it checks nothing, and "
            "engines do not complain."
        ),
        "shape-repeated-value": ("SHACL allows this parameter once in a shape; with two, engines differ."),
        "shape-missing": (
            "A shape points to another that no file describes: it was misspelt, or its file was not given."
        ),
        "shape-bad-number": (
            "A count or length that is not a whole number from 0 up, an order that is no number, or a least count "
            "above the greatest."
        ),
        "shape-bad-value": ("This parameter takes true or false; one of the engines does not take 1 for true."),
        "shape-bad-list": ("This parameter takes a list, written in round brackets."),
        "shape-unknown-datatype": (
            "No such datatype: XML Schema's, edtf:EDTF and those that the ontology declares as rdfs:Datatype are known."
        ),
        "shape-unknown-class": (
            "The shape speaks of a class that the ontology does not have. Often it is misspelt; a class of your "
            "own is declared in a file given with --ontology."
        ),
        "shape-unknown-property": (
            "The shape speaks of a property in the nf: namespace, or in another in which the ontology declares "
            "properties, and the ontology does not have it: it is misspelt, or to be declared."
        ),
        "shape-unknown-scheme": ("nf:scheme points to a SKOS scheme without concepts: the field could have no value."),
        "shape-concept-without-notation": ("Fact files name a concept by its skos:notation, and this one has none."),
        "shape-duplicate-notation": (
            "Two concepts of one scheme have the same skos:notation: a fact file could not tell them apart."
        ),
        "shape-field-kind": (
            "A field (a property shape with an untagged sh:name) is exactly one of: a controlled value "
            "(nf:scheme), a nested node (sh:node whose shape has fields), a literal (sh:datatype), an entity "
            "(sh:class or sh:nodeKind sh:IRI). Without one, or with two, a fact file cannot be read by it."
        ),
        "shape-field-datatype": (
            "A field of this datatype could not be published as its shape wants it. The store turns xsd:int and its "
            "like into xsd:integer, and xsd:dateTimeStamp into xsd:dateTime; a fact file says no language of a value."
        ),
        "shape-field-path": ("A field stands for one property, since its value must be written with it."),
        "shape-bad-key": (
            "A field's key, its untagged sh:name, is written in fact files: small letters, digits and _."
        ),
        "shape-sentence-field": (
            "The places in a type’s sentence or name, `{field}`, are filled from its fields by their keys."
        ),
        "shape-duplicate-key": ("Two fields of one fact type have the same key."),
        "shape-reserved-key": (
            "Every fact has this key already: type, evidence, confidence, by, draft, doubt, and the fields of the "
            "assertion (status, certainty, polarity, basis, source and so on)."
        ),
        "shape-duplicate-type": (
            "`type:` in a fact file is the local name of a class, so two fact types need two names."
        ),
        "shape-cycle": (
            "Shapes that include one another in a circle: SHACL leaves their meaning undefined, and an engine may "
            "run for ever."
        ),
        "shape-bad-pattern": (
            "A regular expression that does not compile. Both engines must take it, so lookaround and back "
            "references are refused too."
        ),
        "shape-unknown-prefix": (
            "A query in sh:sparql uses a prefix that its sh:prefixes does not declare; the prefixes of the Turtle "
            "file do not reach into the query."
        ),
        "shape-bad-query": (
            "The query in sh:sparql does not parse, or has what cannot stand where $this is known beforehand: MINUS, "
            "VALUES, a SELECT (the query itself, or one within it) that does not select $this, $shapesGraph, "
            "$currentShape."
        ),
        "shape-plain-axiom": (
            "The ontology says that each fact of a type is a schema:Event, or that its field is a property of "
            "schema.org. Then whoever draws conclusions takes a planned visit for one that was made. kg says such "
            "things itself, of those facts alone that an article states for certain, on its own word."
        ),
        "shape-bad-limit": (
            "sh:minInclusive and its kind take a number, a date, a time or both. On the order of durations, words "
            "and years without days SHACL engines do not agree."
        ),
    }
)
