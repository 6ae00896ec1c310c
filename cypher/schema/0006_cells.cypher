// A vector has its cells behind it: those of the encoder that gave none go, and the next write makes new ones

MATCH (:Concept)-[nearest:NEAREST]->(:Concept)
WHERE EXISTS { (:State {id: 'state', encoder: 'names-5b2557507f'}) }
DELETE nearest;
MATCH (concept:Concept)
WHERE concept.listed IS NOT NULL AND EXISTS { (:State {id: 'state', encoder: 'names-5b2557507f'}) }
REMOVE concept.vector, concept.listed, concept.least;
MATCH (state:State {id: 'state', encoder: 'names-5b2557507f'}) SET state.encoder = '';
