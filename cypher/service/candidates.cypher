// Partners of a paper by score, best first: ids are read only of those that tie with the last one in
MATCH (me:Paper {id: $paper})
UNWIND $factors AS factor
MATCH (:Concept {id: factor.concept})<-[held:HAS_CONCEPT]-(other:Paper)
WHERE other <> me
WITH other, round(sum(factor.factor * held.unit), $digits) AS score
ORDER BY score DESC
WITH collect({paper: other, score: score}) AS scored
WITH scored, CASE WHEN size(scored) > $limit THEN scored[$limit - 1].score ELSE 0.0 END AS worst
UNWIND scored AS one
WITH one.paper AS other, one.score AS score, worst
WHERE score >= worst
RETURN other.id AS paper
ORDER BY score DESC, paper
LIMIT $limit
