// Remove all parts of papers
UNWIND $papers AS id
MATCH (:Paper {id: id})-[:HAS_RECORD|HAS_MENTION|HAS_DEFINITION]->(part)
WITH collect(part) AS gone
FOREACH (part IN gone | DETACH DELETE part)
