// Concepts by full text of a name or form, and the one that is meant exactly
CALL () {
  CALL db.index.fulltext.queryNodes('name_words', $query) YIELD node
  WHERE all(phrase IN $phrases WHERE node.words CONTAINS phrase)
  RETURN DISTINCT CASE WHEN node:Form THEN node.name ELSE node.id END AS found
  UNION
  RETURN $exact AS found
}
MATCH (name:Name {id: found})-[:NAMES]->(concept:Concept)
WITH concept, max(CASE WHEN found = $exact THEN 1 ELSE 0 END) AS exact
RETURN concept.id AS id
ORDER BY exact DESC, concept.papers DESC, id
LIMIT $limit
