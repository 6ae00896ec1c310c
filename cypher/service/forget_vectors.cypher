// Remove all vectors, and say what makes new ones
MATCH (state:State {id: 'state'})
SET state.encoder = $encoder
WITH state
MATCH (concept:Concept)
WHERE concept.listed IS NOT NULL
REMOVE concept.vector, concept.listed, concept.least
