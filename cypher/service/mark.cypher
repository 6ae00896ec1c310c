// Say what is decided of concepts; the type follows it
UNWIND $rows AS row
MATCH (concept:Concept {id: row.id})
WHERE concept {.marked_type, .marked_shown, .marked_broad} <> row.mark
  OR (concept.marked_type IS NULL) <> (row.mark.marked_type IS NULL)
  OR (concept.marked_shown IS NULL) <> (row.mark.marked_shown IS NULL)
  OR (concept.marked_broad IS NULL) <> (row.mark.marked_broad IS NULL)
SET concept += row.mark
WITH concept
SET concept.type = CASE
  WHEN concept.marked_type IS NOT NULL THEN concept.marked_type
  WHEN concept.method >= concept.dataset AND concept.method >= concept.task THEN 'Method'
  WHEN concept.dataset >= concept.task THEN 'Dataset'
  ELSE 'Task'
END
