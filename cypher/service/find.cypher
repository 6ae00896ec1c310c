// Papers by identifying key
UNWIND $keys AS key
MATCH (paper:Paper)-[:HAS_KEY]->(:Key {id: key})
RETURN key, paper.id AS paper
