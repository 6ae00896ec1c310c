// Records of papers, in order
UNWIND $papers AS id
MATCH (:Paper {id: id})-[:HAS_RECORD]->(record:Record)-[:FROM]->(source:Source)
RETURN id, source.name AS name, source.sha256 AS sha256, properties(record) AS record
ORDER BY id, name, sha256, record.position
