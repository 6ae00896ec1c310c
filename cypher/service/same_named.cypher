// Other sources of the same name
MATCH (source:Source {name: $name})
WHERE source.sha256 <> $sha256
RETURN source.name AS name, source.sha256 AS sha256
ORDER BY sha256
