// Postings of papers among some concepts
UNWIND $papers AS id
MATCH (paper:Paper {id: id})-[held:HAS_CONCEPT]->(concept:Concept)
WHERE concept.id IN $concepts
RETURN id AS paper, paper.norm AS norm, collect(concept.id) AS concepts, collect(held.weight) AS weights
