// Remove papers and their keys; their other parts are gone already
UNWIND $papers AS id
MATCH (paper:Paper {id: id})
OPTIONAL MATCH (paper)-[:HAS_KEY]->(key:Key)
WITH collect(DISTINCT paper) AS papers, collect(key) AS keys
FOREACH (key IN keys | DETACH DELETE key)
FOREACH (paper IN papers | DETACH DELETE paper)
