// Those of some papers that are there
UNWIND $papers AS id
MATCH (paper:Paper {id: id})
RETURN id
