"""The SHACL terms that kg knows: those of SHACL Core and of SPARQL-based constraints (W3C, 2017)."""

from __future__ import annotations

_STRUCTURE = """
    Shape NodeShape PropertyShape property path name description order group defaultValue PropertyGroup
    targetClass targetNode targetSubjectsOf targetObjectsOf severity message deactivated
    Violation Warning Info alternativePath inversePath zeroOrMorePath oneOrMorePath zeroOrOnePath
"""
_CONSTRAINTS = """
    class datatype nodeKind minCount maxCount minExclusive minInclusive maxExclusive maxInclusive
    minLength maxLength pattern flags languageIn uniqueLang equals disjoint lessThan lessThanOrEquals
    not and or xone node qualifiedValueShape qualifiedMinCount qualifiedMaxCount
    qualifiedValueShapesDisjoint closed ignoredProperties hasValue in
    IRI BlankNode Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral
"""
_SPARQL = """
    sparql select ask prefixes declare prefix namespace PrefixDeclaration SPARQLConstraint
    SPARQLExecutable SPARQLSelectExecutable SPARQLAskExecutable
    ConstraintComponent Parameter parameter optional labelTemplate validator nodeValidator propertyValidator
    SPARQLAskValidator SPARQLSelectValidator Validator shapesGraph suggestedShapesGraph entailment
"""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


KNOWN: frozenset[str] = _names(f"{_STRUCTURE} {_CONSTRAINTS} {_SPARQL}")
JAVASCRIPT: frozenset[str] = _names(
    "js jsFunctionName jsLibrary jsLibraryURL JSConstraint JSConstraintComponent JSExecutable JSFunction JSLibrary "
    "JSRule JSTarget JSTargetType JSValidator"
)
COUNTS: frozenset[str] = _names("minCount maxCount minLength maxLength qualifiedMinCount qualifiedMaxCount")
BOOLEANS: frozenset[str] = _names("closed deactivated uniqueLang qualifiedValueShapesDisjoint optional")
LIMITS: frozenset[str] = _names("minExclusive minInclusive maxExclusive maxInclusive")
ORDERED: frozenset[str] = _names(
    "byte date dateTime decimal double float int integer long negativeInteger nonNegativeInteger nonPositiveInteger "
    "positiveInteger short time unsignedByte unsignedInt unsignedLong unsignedShort"
)
LISTS: frozenset[str] = _names("in languageIn and or xone ignoredProperties")
ONLY_ONCE: frozenset[str] = _names(
    "path datatype nodeKind minCount maxCount minExclusive minInclusive maxExclusive maxInclusive minLength maxLength "
    "pattern flags in languageIn closed ignoredProperties uniqueLang order"
)
LINKS: frozenset[str] = _names("property node not qualifiedValueShape")
LIST_LINKS: frozenset[str] = _names("and or xone")
DATATYPES: frozenset[str] = _names(
    "anyURI base64Binary boolean byte date dateTime dateTimeStamp dayTimeDuration decimal double duration float gDay "
    "gMonth gMonthDay gYear gYearMonth hexBinary int integer language long Name NCName NMTOKEN negativeInteger "
    "nonNegativeInteger nonPositiveInteger normalizedString positiveInteger short string time token unsignedByte "
    "unsignedInt unsignedLong unsignedShort yearMonthDuration"
)
