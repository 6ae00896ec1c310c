// The most central concepts: those that stand beside most others
:param type => 'Method';
MATCH (concept:Concept {type: $type})<-[:HAS_CONCEPT]-(:Paper)-[:HAS_CONCEPT]->(other:Concept)
RETURN concept.id AS concept, concept.papers AS papers, count(DISTINCT other) AS beside
ORDER BY beside DESC, concept
LIMIT 25;
