// Decisions on some names or ids, each for each of its own that is among them; a field or an offset of a mention is neither
UNWIND $subjects AS id
MATCH (subject:Subject {id: id})<-[about:ABOUT]-(decision:Decision)
USING INDEX subject:Subject(id)
WHERE about.at = 0 OR decision.kind <> 'reject-mention'
RETURN id, properties(decision) AS decision
