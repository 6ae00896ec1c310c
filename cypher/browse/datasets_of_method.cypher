// Datasets that a method is used with, those of most papers first
:param method => 'vision transformer';
MATCH (:Concept {id: $method})<-[:HAS_CONCEPT]-(paper:Paper)-[held:HAS_CONCEPT]->(dataset:Concept {type: 'Dataset'})
WITH dataset, paper, held
ORDER BY paper.id
RETURN dataset.id AS dataset, count(paper) AS papers, collect(DISTINCT held.role) AS roles, collect(paper.id)[..5] AS some
ORDER BY papers DESC, dataset
LIMIT 25;
