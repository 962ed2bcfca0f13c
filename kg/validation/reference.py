def graph_of(ntriples):
    from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse
    from rdflib import BNode, Graph, URIRef
    from rdflib import Literal as L
    g=Graph()
    def t(x):
        if isinstance(x,NamedNode): return URIRef(x.value)
        if isinstance(x,BlankNode): return BNode(x.value)
        if x.language: return L(x.value,lang=x.language)
        return L(x.value,datatype=None if x.datatype.value.endswith('#string') else URIRef(x.datatype.value),normalize=False)
    for q in parse(ntriples,format=RdfFormat.N_TRIPLES): g.add((t(q.subject),t(q.predicate),t(q.object)))
    return g
