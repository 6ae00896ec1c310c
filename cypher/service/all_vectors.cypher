// All vectors, and what brings another concept into a list
MATCH (concept:Concept)
WHERE concept.listed IS NOT NULL
RETURN concept.id AS concept, concept.vector AS vector, concept.least AS least
