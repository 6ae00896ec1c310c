// Concepts that a paper holds, with itself, and those that stand in their lists or have them in theirs
MATCH (:Paper {id: $paper})-[held:HAS_CONCEPT]->(mine:Concept)
CALL (mine) {
  RETURN mine AS other, $same AS dot
  UNION
  MATCH (mine)-[nearest:NEAREST]-(other:Concept)
  WHERE $near
  RETURN other, nearest.dot AS dot
}
RETURN
  other.id AS concept, dot, held.unit AS unit,
  mine.papers, mine.type IN $types, other.papers, other.type IN $types
