// A paper, its concepts, and the papers that share them (a graph)
:param paper => 'd1c9324222e95884';
MATCH tie = (:Paper {id: $paper})-[:HAS_CONCEPT]->(concept:Concept)<-[:HAS_CONCEPT]-(other:Paper)
WHERE concept.papers <= 10
RETURN concept.id AS shared, other.id AS paper, tie
ORDER BY concept.papers, shared, paper
LIMIT 50;
