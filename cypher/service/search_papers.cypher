// Papers by full text, best first; each must have all phrases
CALL db.index.fulltext.queryNodes('paper_words', $query) YIELD node AS paper, score
WHERE all(
  phrase IN $phrases
  WHERE paper.title_words CONTAINS phrase OR paper.abstract_words CONTAINS phrase OR paper.words CONTAINS phrase
)
RETURN paper.id AS paper
ORDER BY score DESC, paper
LIMIT $limit
