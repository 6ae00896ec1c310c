// Decisions on some names or ids; a field or an offset of a mention is neither
UNWIND $subjects AS id
MATCH (subject:Subject {id: id})<-[about:ABOUT]-(decision:Decision)
USING INDEX subject:Subject(id)
WHERE about.at = 0 OR decision.kind <> 'reject-mention'
WITH DISTINCT decision
RETURN properties(decision) AS decision
ORDER BY decision.id
