"""The vocabulary IRIs that kg uses, each written down once.

A term is `pyoxigraph.NamedNode`; `PREFIXES` has the prefix of every namespace, for Turtle and SPARQL.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

NF = "https://w3id.org/news-facts/ns#"
LEDGER = "https://w3id.org/news-facts/ledger#"
SHAPES = "https://w3id.org/news-facts/shapes#"
SCHEMA = "https://schema.org/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
EDTF_NS = "http://id.loc.gov/datatypes/edtf/"
SH = "http://www.w3.org/ns/shacl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
FOAF = "http://xmlns.com/foaf/0.1/"
HYDRA = "http://www.w3.org/ns/hydra/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: dict[str, str] = {
    "dcterms": DCTERMS,
    "edtf": EDTF_NS,
    "nf": NF,
    "nfs": SHAPES,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SH,
    "skos": SKOS,
    "xsd": XSD,
}


class nf:
    """Terms of `NF`."""

    Participant = NamedNode(NF + "Participant")
    UnnamedSource = NamedNode(NF + "UnnamedSource")
    EntityMention = NamedNode(NF + "EntityMention")
    Situation = NamedNode(NF + "Situation")
    Relation = NamedNode(NF + "Relation")
    Happening = NamedNode(NF + "Happening")
    OfficeHolding = NamedNode(NF + "OfficeHolding")
    Membership = NamedNode(NF + "Membership")
    Appointment = NamedNode(NF + "Appointment")
    SpeechAct = NamedNode(NF + "SpeechAct")
    Meeting = NamedNode(NF + "Meeting")
    Visit = NamedNode(NF + "Visit")
    Agreement = NamedNode(NF + "Agreement")
    Restriction = NamedNode(NF + "Restriction")
    Event = NamedNode(NF + "Event")
    Assertion = NamedNode(NF + "Assertion")
    ExtractionActivity = NamedNode(NF + "ExtractionActivity")
    Occurrence = NamedNode(NF + "Occurrence")
    Join = NamedNode(NF + "Join")
    Conflict = NamedNode(NF + "Conflict")
    Dispute = NamedNode(NF + "Dispute")
    Separation = NamedNode(NF + "Separation")
    occurrence = NamedNode(NF + "occurrence")
    situationType = NamedNode(NF + "situationType")
    latestStatus = NamedNode(NF + "latestStatus")
    independentSources = NamedNode(NF + "independentSources")
    joinedBy = NamedNode(NF + "joinedBy")
    joins = NamedNode(NF + "joins")
    reason = NamedNode(NF + "reason")
    concerns = NamedNode(NF + "concerns")
    between = NamedNode(NF + "between")
    conflictsWith = NamedNode(NF + "conflictsWith")
    conflictKind = NamedNode(NF + "conflictKind")
    disputes = NamedNode(NF + "disputes")
    disputedBecause = NamedNode(NF + "disputedBecause")
    separates = NamedNode(NF + "separates")
    apartFrom = NamedNode(NF + "apartFrom")
    copyOf = NamedNode(NF + "copyOf")
    indexKey = NamedNode(NF + "indexKey")
    deaths = NamedNode(NF + "deaths")
    injured = NamedNode(NF + "injured")
    place = NamedNode(NF + "place")
    Day = NamedNode(NF + "Day")
    Month = NamedNode(NF + "Month")
    asserts = NamedNode(NF + "asserts")
    reportedIn = NamedNode(NF + "reportedIn")
    status = NamedNode(NF + "status")
    certainty = NamedNode(NF + "certainty")
    polarity = NamedNode(NF + "polarity")
    basis = NamedNode(NF + "basis")
    editorialState = NamedNode(NF + "editorialState")
    reviewedBy = NamedNode(NF + "reviewedBy")
    reviewedOn = NamedNode(NF + "reviewedOn")
    verdict = NamedNode(NF + "verdict")
    reviewUrl = NamedNode(NF + "reviewUrl")
    confidence = NamedNode(NF + "confidence")
    ownWord = NamedNode(NF + "ownWord")
    evidence = NamedNode(NF + "evidence")
    shows = NamedNode(NF + "shows")
    denotes = NamedNode(NF + "denotes")
    entityType = NamedNode(NF + "entityType")
    possiblySameAs = NamedNode(NF + "possiblySameAs")
    textDigest = NamedNode(NF + "textDigest")
    curated = NamedNode(NF + "curated")
    truncated = NamedNode(NF + "truncated")
    quoteDigest = NamedNode(NF + "quoteDigest")
    unverified = NamedNode(NF + "unverified")
    involves = NamedNode(NF + "involves")
    attestedOn = NamedNode(NF + "attestedOn")
    earliestStart = NamedNode(NF + "earliestStart")
    latestStart = NamedNode(NF + "latestStart")
    earliestEnd = NamedNode(NF + "earliestEnd")
    latestEnd = NamedNode(NF + "latestEnd")
    Day = NamedNode(NF + "Day")
    Month = NamedNode(NF + "Month")
    onDay = NamedNode(NF + "onDay")
    inMonth = NamedNode(NF + "inMonth")
    time = NamedNode(NF + "time")
    beginning = NamedNode(NF + "beginning")
    ending = NamedNode(NF + "ending")
    participation = NamedNode(NF + "participation")
    participant = NamedNode(NF + "participant")
    broadRole = NamedNode(NF + "broadRole")
    broadKind = NamedNode(NF + "broadKind")
    quotation = NamedNode(NF + "quotation")
    verbatim = NamedNode(NF + "verbatim")
    scheme = NamedNode(NF + "scheme")
    inKey = NamedNode(NF + "inKey")
    plainPredicate = NamedNode(NF + "plainPredicate")
    plainSubject = NamedNode(NF + "plainSubject")
    plainName = NamedNode(NF + "plainName")
    broadly = NamedNode(NF + "broadly")
    sentence = NamedNode(NF + "sentence")
    phrase = NamedNode(NF + "phrase")
    matches = NamedNode(NF + "matches")
    attestedWithin = NamedNode(NF + "attestedWithin")
    tool = NamedNode(NF + "tool")
    rule = NamedNode(NF + "rule")
    certainty_certain = NamedNode(NF + "certainty-certain")
    polarity_positive = NamedNode(NF + "polarity-positive")
    polarity_negative = NamedNode(NF + "polarity-negative")
    tenure_current = NamedNode(NF + "tenure-current")
    tenure_former = NamedNode(NF + "tenure-former")
    Tombstone = NamedNode(NF + "Tombstone")
    retractionReason = NamedNode(NF + "retractionReason")
    editorial_disputed = NamedNode(NF + "editorial-disputed")
    person = NamedNode(NF + "person")
    post = NamedNode(NF + "post")
    organization = NamedNode(NF + "organization")
    tenure = NamedNode(NF + "tenure")
    member = NamedNode(NF + "member")
    group = NamedNode(NF + "group")
    speaker = NamedNode(NF + "speaker")
    addressee = NamedNode(NF + "addressee")
    about = NamedNode(NF + "about")
    conflictsWith = NamedNode(NF + "conflictsWith")
    occurrence = NamedNode(NF + "occurrence")
    text = NamedNode(NF + "text")


class ledger:
    """Terms of `LEDGER`, in which a store elsewhere keeps the books; none is published."""

    base = NamedNode(LEDGER + "base")
    holds = NamedNode(LEDGER + "holds")
    graph = NamedNode(LEDGER + "graph")
    digest = NamedNode(LEDGER + "digest")
    day = NamedNode(LEDGER + "day")
    quads = NamedNode(LEDGER + "quads")
    publish = NamedNode(LEDGER + "publish")
    supports = NamedNode(LEDGER + "supports")
    refutes = NamedNode(LEDGER + "refutes")
    subject = NamedNode(LEDGER + "subject")
    predicate = NamedNode(LEDGER + "predicate")
    object = NamedNode(LEDGER + "object")
    vocabulary = NamedNode(LEDGER + "vocabulary")
    number = NamedNode(LEDGER + "number")
    startedAt = NamedNode(LEDGER + "startedAt")
    finishedAt = NamedNode(LEDGER + "finishedAt")
    changed = NamedNode(LEDGER + "changed")
    removed = NamedNode(LEDGER + "removed")
    articles = NamedNode(LEDGER + "articles")
    what = NamedNode(LEDGER + "what")


class schema:
    """Terms of `SCHEMA`."""

    NewsArticle = NamedNode(SCHEMA + "NewsArticle")
    Person = NamedNode(SCHEMA + "Person")
    Organization = NamedNode(SCHEMA + "Organization")
    PoliticalParty = NamedNode(SCHEMA + "PoliticalParty")
    GovernmentOrganization = NamedNode(SCHEMA + "GovernmentOrganization")
    NewsMediaOrganization = NamedNode(SCHEMA + "NewsMediaOrganization")
    Country = NamedNode(SCHEMA + "Country")
    City = NamedNode(SCHEMA + "City")
    Place = NamedNode(SCHEMA + "Place")
    Event = NamedNode(SCHEMA + "Event")
    Quotation = NamedNode(SCHEMA + "Quotation")
    ImageObject = NamedNode(SCHEMA + "ImageObject")
    headline = NamedNode(SCHEMA + "headline")
    startDate = NamedNode(SCHEMA + "startDate")
    subjectOf = NamedNode(SCHEMA + "subjectOf")
    location = NamedNode(SCHEMA + "location")
    attendee = NamedNode(SCHEMA + "attendee")
    description = NamedNode(SCHEMA + "description")
    dateline = NamedNode(SCHEMA + "dateline")
    datePublished = NamedNode(SCHEMA + "datePublished")
    dateModified = NamedNode(SCHEMA + "dateModified")
    author = NamedNode(SCHEMA + "author")
    publisher = NamedNode(SCHEMA + "publisher")
    articleSection = NamedNode(SCHEMA + "articleSection")
    articleBody = NamedNode(SCHEMA + "articleBody")
    inLanguage = NamedNode(SCHEMA + "inLanguage")
    url = NamedNode(SCHEMA + "url")
    image = NamedNode(SCHEMA + "image")
    caption = NamedNode(SCHEMA + "caption")
    creditText = NamedNode(SCHEMA + "creditText")
    about = NamedNode(SCHEMA + "about")
    mentions = NamedNode(SCHEMA + "mentions")
    correction = NamedNode(SCHEMA + "correction")
    isBasedOn = NamedNode(SCHEMA + "isBasedOn")
    isPartOf = NamedNode(SCHEMA + "isPartOf")
    name = NamedNode(SCHEMA + "name")
    alternateName = NamedNode(SCHEMA + "alternateName")
    sameAs = NamedNode(SCHEMA + "sameAs")
    jobTitle = NamedNode(SCHEMA + "jobTitle")
    memberOf = NamedNode(SCHEMA + "memberOf")
    worksFor = NamedNode(SCHEMA + "worksFor")
    text = NamedNode(SCHEMA + "text")
    creator = NamedNode(SCHEMA + "creator")
    identifier = NamedNode(SCHEMA + "identifier")
    contentUrl = NamedNode(SCHEMA + "contentUrl")


class prov:
    """Terms of `PROV`."""

    wasAttributedTo = NamedNode(PROV + "wasAttributedTo")
    wasGeneratedBy = NamedNode(PROV + "wasGeneratedBy")


class oa:
    """Terms of `OA`."""

    SpecificResource = NamedNode(OA + "SpecificResource")
    TextPositionSelector = NamedNode(OA + "TextPositionSelector")
    TextQuoteSelector = NamedNode(OA + "TextQuoteSelector")
    hasSource = NamedNode(OA + "hasSource")
    hasSelector = NamedNode(OA + "hasSelector")
    start = NamedNode(OA + "start")
    end = NamedNode(OA + "end")
    exact = NamedNode(OA + "exact")


class skos:
    """Terms of `SKOS`."""

    Concept = NamedNode(SKOS + "Concept")
    ConceptScheme = NamedNode(SKOS + "ConceptScheme")
    inScheme = NamedNode(SKOS + "inScheme")
    notation = NamedNode(SKOS + "notation")
    prefLabel = NamedNode(SKOS + "prefLabel")
    altLabel = NamedNode(SKOS + "altLabel")
    definition = NamedNode(SKOS + "definition")
    example = NamedNode(SKOS + "example")
    scopeNote = NamedNode(SKOS + "scopeNote")
    closeMatch = NamedNode(SKOS + "closeMatch")
    exactMatch = NamedNode(SKOS + "exactMatch")
    topConceptOf = NamedNode(SKOS + "topConceptOf")


class dcterms:
    """Terms of `DCTERMS`."""

    isReplacedBy = NamedNode(DCTERMS + "isReplacedBy")
    title = NamedNode(DCTERMS + "title")
    description = NamedNode(DCTERMS + "description")
    conformsTo = NamedNode(DCTERMS + "conformsTo")
    modified = NamedNode(DCTERMS + "modified")
    license = NamedNode(DCTERMS + "license")
    publisher = NamedNode(DCTERMS + "publisher")


class rdf:
    """Terms of `RDF`."""

    type = NamedNode(RDF + "type")
    Property = NamedNode(RDF + "Property")
    value = NamedNode(RDF + "value")
    reifies = NamedNode(RDF + "reifies")
    first = NamedNode(RDF + "first")
    rest = NamedNode(RDF + "rest")
    nil = NamedNode(RDF + "nil")


class rdfs:
    """Terms of `RDFS`."""

    Class = NamedNode(RDFS + "Class")
    Datatype = NamedNode(RDFS + "Datatype")
    label = NamedNode(RDFS + "label")
    comment = NamedNode(RDFS + "comment")
    subClassOf = NamedNode(RDFS + "subClassOf")
    subPropertyOf = NamedNode(RDFS + "subPropertyOf")
    domain = NamedNode(RDFS + "domain")
    range = NamedNode(RDFS + "range")
    isDefinedBy = NamedNode(RDFS + "isDefinedBy")


class owl:
    """Terms of `OWL`."""

    Class = NamedNode(OWL + "Class")
    ObjectProperty = NamedNode(OWL + "ObjectProperty")
    DatatypeProperty = NamedNode(OWL + "DatatypeProperty")
    AnnotationProperty = NamedNode(OWL + "AnnotationProperty")
    imports = NamedNode(OWL + "imports")
    equivalentClass = NamedNode(OWL + "equivalentClass")
    equivalentProperty = NamedNode(OWL + "equivalentProperty")
    inverseOf = NamedNode(OWL + "inverseOf")


class xsd:
    """Terms of `XSD`."""

    string = NamedNode(XSD + "string")
    integer = NamedNode(XSD + "integer")
    decimal = NamedNode(XSD + "decimal")
    double = NamedNode(XSD + "double")
    boolean = NamedNode(XSD + "boolean")
    date = NamedNode(XSD + "date")
    dateTime = NamedNode(XSD + "dateTime")
    gYearMonth = NamedNode(XSD + "gYearMonth")
    anyURI = NamedNode(XSD + "anyURI")
    nonNegativeInteger = NamedNode(XSD + "nonNegativeInteger")


class edtf:
    """Terms of `EDTF_NS`."""

    EDTF = NamedNode(EDTF_NS + "EDTF")


class sh:
    """Terms of `SH`."""

    inversePath = NamedNode(SH + "inversePath")
    NodeShape = NamedNode(SH + "NodeShape")
    PropertyShape = NamedNode(SH + "PropertyShape")
    property = NamedNode(SH + "property")
    path = NamedNode(SH + "path")
    name = NamedNode(SH + "name")
    description = NamedNode(SH + "description")
    order = NamedNode(SH + "order")
    message = NamedNode(SH + "message")
    Violation = NamedNode(SH + "Violation")
    targetClass = NamedNode(SH + "targetClass")
    targetNode = NamedNode(SH + "targetNode")
    targetSubjectsOf = NamedNode(SH + "targetSubjectsOf")
    targetObjectsOf = NamedNode(SH + "targetObjectsOf")
    node = NamedNode(SH + "node")
    class_ = NamedNode(SH + "class")
    datatype = NamedNode(SH + "datatype")
    nodeKind = NamedNode(SH + "nodeKind")
    minCount = NamedNode(SH + "minCount")
    maxCount = NamedNode(SH + "maxCount")
    in_ = NamedNode(SH + "in")
    or_ = NamedNode(SH + "or")
    sparql = NamedNode(SH + "sparql")
    select = NamedNode(SH + "select")
    ask = NamedNode(SH + "ask")
    prefixes = NamedNode(SH + "prefixes")
    declare = NamedNode(SH + "declare")
    prefix = NamedNode(SH + "prefix")
    namespace = NamedNode(SH + "namespace")
    minInclusive = NamedNode(SH + "minInclusive")
    maxInclusive = NamedNode(SH + "maxInclusive")
    pattern = NamedNode(SH + "pattern")
    flags = NamedNode(SH + "flags")
    deactivated = NamedNode(SH + "deactivated")
    defaultValue = NamedNode(SH + "defaultValue")
    ValidationReport = NamedNode(SH + "ValidationReport")
    conforms = NamedNode(SH + "conforms")
    result = NamedNode(SH + "result")
    ValidationResult = NamedNode(SH + "ValidationResult")
    focusNode = NamedNode(SH + "focusNode")
    resultPath = NamedNode(SH + "resultPath")
    resultMessage = NamedNode(SH + "resultMessage")
    resultSeverity = NamedNode(SH + "resultSeverity")
    sourceShape = NamedNode(SH + "sourceShape")
    sourceConstraintComponent = NamedNode(SH + "sourceConstraintComponent")
    value = NamedNode(SH + "value")
    IRI = NamedNode(SH + "IRI")


class sd:
    """Terms of `SD`."""

    Service = NamedNode(SD + "Service")
    Dataset = NamedNode(SD + "Dataset")
    Graph = NamedNode(SD + "Graph")
    endpoint = NamedNode(SD + "endpoint")
    supportedLanguage = NamedNode(SD + "supportedLanguage")
    feature = NamedNode(SD + "feature")
    defaultDataset = NamedNode(SD + "defaultDataset")
    defaultGraph = NamedNode(SD + "defaultGraph")
    resultFormat = NamedNode(SD + "resultFormat")
    SPARQL11Query = NamedNode(SD + "SPARQL11Query")
    SPARQL11Update = NamedNode(SD + "SPARQL11Update")
    UnionDefaultGraph = NamedNode(SD + "UnionDefaultGraph")


class void:
    """Terms of `VOID`."""

    Dataset = NamedNode(VOID + "Dataset")
    sparqlEndpoint = NamedNode(VOID + "sparqlEndpoint")
    dataDump = NamedNode(VOID + "dataDump")
    uriSpace = NamedNode(VOID + "uriSpace")
    triples = NamedNode(VOID + "triples")
    vocabulary = NamedNode(VOID + "vocabulary")


class foaf:
    """Terms of `FOAF`."""

    Agent = NamedNode(FOAF + "Agent")
    name = NamedNode(FOAF + "name")


class dcat:
    """Terms of `DCAT`."""

    Dataset = NamedNode(DCAT + "Dataset")
    Distribution = NamedNode(DCAT + "Distribution")
    DataService = NamedNode(DCAT + "DataService")
    distribution = NamedNode(DCAT + "distribution")
    downloadURL = NamedNode(DCAT + "downloadURL")
    accessURL = NamedNode(DCAT + "accessURL")
    mediaType = NamedNode(DCAT + "mediaType")
    compressFormat = NamedNode(DCAT + "compressFormat")
    endpointDescription = NamedNode(DCAT + "endpointDescription")
    endpointURL = NamedNode(DCAT + "endpointURL")
    servesDataset = NamedNode(DCAT + "servesDataset")


class hydra:
    """Terms of `HYDRA`."""

    Collection = NamedNode(HYDRA + "Collection")
    PartialCollectionView = NamedNode(HYDRA + "PartialCollectionView")
    member = NamedNode(HYDRA + "member")
    totalItems = NamedNode(HYDRA + "totalItems")
    view = NamedNode(HYDRA + "view")
    first = NamedNode(HYDRA + "first")
    previous = NamedNode(HYDRA + "previous")
    next = NamedNode(HYDRA + "next")
    last = NamedNode(HYDRA + "last")
