// Sources in order, and how many papers have a record of each
MATCH (source:Source)
WHERE source.name > $name OR source.name = $name AND source.sha256 > $sha256
WITH source
ORDER BY source.name, source.sha256
LIMIT $limit
MATCH (paper:Paper)-[:HAS_RECORD]->(:Record)-[:FROM]->(source)
RETURN source.name AS name, source.sha256 AS sha256, count(DISTINCT paper) AS papers
ORDER BY name, sha256
