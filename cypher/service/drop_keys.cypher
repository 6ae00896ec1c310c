// Remove keys
UNWIND $keys AS id
MATCH (key:Key {id: id})
WITH collect(key) AS gone
FOREACH (key IN gone | DETACH DELETE key)
