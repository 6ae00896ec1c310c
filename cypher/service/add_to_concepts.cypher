// Add to the votes of concepts; the type follows them where it is not decided
UNWIND $rows AS row
MATCH (concept:Concept {id: row.id})
SET concept.method = concept.method + row.votes[0],
  concept.dataset = concept.dataset + row.votes[1],
  concept.task = concept.task + row.votes[2]
WITH concept
SET concept.type = CASE
  WHEN concept.marked_type IS NOT NULL THEN concept.marked_type
  WHEN concept.method >= concept.dataset AND concept.method >= concept.task THEN 'Method'
  WHEN concept.dataset >= concept.task THEN 'Dataset'
  ELSE 'Task'
END
