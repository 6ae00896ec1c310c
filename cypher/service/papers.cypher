// Papers with what is known of them
UNWIND $papers AS id
MATCH (paper:Paper {id: id})
RETURN
  id,
  paper {.title, .abstract, .authors, .year, .venue, .doi, .arxiv, .url, .categories} AS given
