// Whether there is anything at all
MATCH (thing)
RETURN true AS foreign
LIMIT 1
