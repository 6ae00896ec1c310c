// Papers with what is known of them, their records in order, and the model that tagged them
UNWIND $papers AS id
MATCH (paper:Paper {id: id})
RETURN
  id,
  paper {.title, .abstract, .authors, .year, .venue, .doi, .arxiv, .url, .categories} AS given,
  COLLECT {
    MATCH (paper)-[:HAS_RECORD]->(record:Record)-[:FROM]->(source:Source)
    RETURN [source.name, source.sha256, properties(record)]
    ORDER BY source.name, source.sha256, record.position
  } AS records,
  paper.model AS model
