// Remove sources that no record is from
UNWIND $sources AS id
MATCH (source:Source {id: id})
WHERE NOT EXISTS { MATCH (source)<-[:FROM]-(:Record) }
WITH collect(source) AS gone
FOREACH (source IN gone | DELETE source)
