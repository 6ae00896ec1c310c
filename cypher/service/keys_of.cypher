// Keys of papers
UNWIND $papers AS id
MATCH (:Paper {id: id})-[:HAS_KEY]->(key:Key)
RETURN key.id AS key, id AS paper
