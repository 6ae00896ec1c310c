// Postings of papers, of some concepts where they are given
UNWIND $papers AS id
MATCH (paper:Paper {id: id})-[held:HAS_CONCEPT]->(concept:Concept)
WHERE $concepts IS NULL OR concept.id IN $concepts
RETURN id AS paper, concept.id AS concept, held.weight AS weight, paper.norm AS norm
ORDER BY paper, concept
