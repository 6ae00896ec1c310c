// All decisions, by id
MATCH (decision:Decision)
RETURN properties(decision) AS decision
ORDER BY decision.id
