"""The SPARQL 1.1 Service Description (W3C), itself made by a query: so it comes in every format."""

from __future__ import annotations

from kg.rdf.results import GRAPHS, ROWS
from kg.serve.limits import Limits

_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = {  # https://www.w3.org/ns/formats/
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
}


def description(endpoint: str, limits: Limits) -> str:
    """The query. No feature is claimed that is off: no union default graph, no SERVICE, no update.

    ``endpoint`` is the address that the client used.
    """
    formats = " , ".join(
        f"<{_FORMATS}{_NAMES[media]}>" for media in (*ROWS, *GRAPHS) if media in _NAMES
    )
    return f"""PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX void: <http://rdfs.org/ns/void#>
CONSTRUCT {{
  <{endpoint}> a sd:Service ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat {formats} ;
    sd:defaultDataset <{endpoint}#dataset> ;
    rdfs:comment "只读；每个查询最长 {limits.seconds:g} 秒"@zh-hans ,
      "read-only; at most {limits.seconds:g} s for a query"@en .
  <{endpoint}#dataset> a sd:Dataset ;
    sd:defaultGraph <{endpoint}#default> ;
    zt:namedGraphs ?graphs .
  <{endpoint}#default> a sd:Graph ; void:triples ?triples .
}} WHERE {{
  {{ SELECT (COUNT(*) AS ?triples) {{ ?s ?p ?o }} }}
  {{ SELECT (COUNT(*) AS ?graphs) {{ GRAPH ?g {{}} }} }}
}}"""
