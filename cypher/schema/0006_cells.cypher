// A vector has its cells behind it: those without go, and the next write makes new ones

MATCH (:Concept)-[nearest:NEAREST]->(:Concept) DELETE nearest;
MATCH (concept:Concept) WHERE concept.listed IS NOT NULL REMOVE concept.vector, concept.listed, concept.least;
MATCH (state:State {id: 'state'}) SET state.encoder = '';
