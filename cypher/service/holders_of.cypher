// How many of some papers hold each concept, and as broad
UNWIND $papers AS id
MATCH (:Paper {id: id})-[held:HAS_CONCEPT]->(concept:Concept)
RETURN concept.id AS concept, count(*) AS papers, sum(CASE WHEN held.broad THEN 1 ELSE 0 END) AS broad
