// Sources that papers have records of
UNWIND $papers AS id
MATCH (:Paper {id: id})-[:HAS_RECORD]->(:Record)-[:FROM]->(source:Source)
RETURN DISTINCT source.id AS source
