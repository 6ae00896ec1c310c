// Remove what papers hold
UNWIND $papers AS id
MATCH (:Paper {id: id})-[held:HAS_CONCEPT]->(:Concept)
WITH collect(held) AS gone
FOREACH (held IN gone | DELETE held)
