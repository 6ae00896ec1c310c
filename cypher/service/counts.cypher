// How much there is; plain counts are kept by the database
RETURN
  COUNT { MATCH (:Paper) } AS papers,
  COUNT { MATCH (:Record) } AS records,
  COUNT { MATCH (:Source) } AS sources,
  COUNT { MATCH (:Mention) } AS mentions,
  COUNT { MATCH (:Concept) } AS concepts,
  COUNT { MATCH (:Name) } AS names,
  COUNT { MATCH (:Definition) } AS definitions,
  COUNT { MATCH (:Decision) } AS decisions,
  COUNT { MATCH (paper:Paper) WHERE paper.concepts = 0 } AS papers_without_concepts
