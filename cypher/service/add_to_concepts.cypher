// Add to the counts of concepts; the type follows the votes where it is not decided
UNWIND $rows AS row
MATCH (concept:Concept {id: row.id})
SET concept.method = concept.method + row.counts[0],
  concept.dataset = concept.dataset + row.counts[1],
  concept.task = concept.task + row.counts[2],
  concept.papers = concept.papers + row.counts[3],
  concept.broad = concept.broad + row.counts[4]
WITH concept
SET concept.type = CASE
  WHEN concept.marked_type IS NOT NULL THEN concept.marked_type
  WHEN concept.method >= concept.dataset AND concept.method >= concept.task THEN 'Method'
  WHEN concept.dataset >= concept.task THEN 'Dataset'
  ELSE 'Task'
END
