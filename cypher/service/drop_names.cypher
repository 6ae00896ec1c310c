// Remove names
UNWIND $names AS id
MATCH (name:Name {id: id})
WITH collect(name) AS gone
FOREACH (name IN gone | DETACH DELETE name)
