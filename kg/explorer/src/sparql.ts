// What is looked at, as a query that `kg query`, `kg serve` and any SPARQL 1.1 store answers.
import { type Data } from "./data";

const PREFIXES = {
  nif: "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
  prov: "http://www.w3.org/ns/prov#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  schema: "https://schema.org/",
} as const;

function prefixes(data: Data): string {
  const all = { ...PREFIXES, zt: data.payload.namespace };
  return Object.entries(all)
    .map(([name, iri]) => `PREFIX ${name}: <${iri}>`)
    .join("\n");
}

/** Everything that is said of a node, in both directions. */
export function nodeQuery(data: Data, node: number): string {
  const iri = `<${data.iri(node)}>`;
  return `${prefixes(data)}

SELECT DISTINCT ?subject ?predicate ?object WHERE {
  { BIND(${iri} AS ?subject) ${iri} ?predicate ?object }
  UNION
  { BIND(${iri} AS ?object) ?subject ?predicate ${iri} }
}
ORDER BY ?subject ?predicate ?object
`;
}

/** The statements of a fact, with the sentences that they come from. */
export function factQuery(data: Data, fact: number): string {
  const { source, predicate, target } = data.edge(fact);
  const term = data.payload.predicates[predicate]?.iri ?? "";
  return `${prefixes(data)}

SELECT ?sentence ?headline ?date ?modality ?confidence WHERE {
  ?statement rdf:subject <${data.iri(source)}> ;
    rdf:predicate ${term} ;
    rdf:object <${data.iri(target)}> ;
    zt:modality ?modality ;
    zt:confidence ?confidence ;
    prov:wasDerivedFrom ?place .
  ?place nif:anchorOf ?sentence ;
    nif:referenceContext ?article .
  OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?article schema:datePublished ?date }
}
ORDER BY ?date ?sentence
`;
}
