// Partners of a paper by score, best first
MATCH (me:Paper {id: $paper})
UNWIND $factors AS factor
MATCH (:Concept {id: factor.concept})<-[held:HAS_CONCEPT]-(other)
WHERE other <> me
WITH other, round(sum(factor.factor * held.unit), $digits) AS score
ORDER BY score DESC, other.id
LIMIT $limit
RETURN other.id AS paper
