// Postings of papers: the concepts that each holds, and their weights
UNWIND $papers AS id
MATCH (paper:Paper {id: id})-[held:HAS_CONCEPT]->(concept:Concept)
RETURN id AS paper, paper.norm AS norm, collect(concept.id) AS concepts, collect(held.weight) AS weights
