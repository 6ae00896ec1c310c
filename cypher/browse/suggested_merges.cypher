// Concepts of one type that may be one: each nearest to the other in meaning, nobody decided on them
:param cosine => 0.85;
MATCH (one:Concept)-[nearest:NEAREST]->(other:Concept)
WHERE one.id < other.id AND one.type = other.type AND nearest.dot >= 16129 * $cosine
  AND EXISTS { MATCH (other)-[:NEAREST]->(one) }
  AND NOT EXISTS {
    MATCH (:Subject {id: one.id})<-[:ABOUT]-(decision:Decision)-[:ABOUT]->(:Subject {id: other.id})
    WHERE decision.kind IN ['same', 'different']
  }
RETURN one.id AS one, other.id AS other, one.type AS type, one.papers + other.papers AS papers,
  round(nearest.dot / 16129.0, 2) AS cosine
ORDER BY nearest.dot DESC, one, other
LIMIT 25;
