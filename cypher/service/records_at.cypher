// Papers by the id of a record
UNWIND $records AS id
MATCH (paper:Paper)-[:HAS_RECORD]->(record:Record {id: id})
RETURN record.position AS position, paper.id AS paper
