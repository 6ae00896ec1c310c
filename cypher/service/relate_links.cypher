// Tie papers to those most strongly linked with them
UNWIND $rows AS row
MATCH (here:Paper {id: row.here})
MATCH (there:Paper {id: row.there})
CREATE (here)-[link:RELATED_TO {revision: $revision}]->(there)
SET link += row.link
