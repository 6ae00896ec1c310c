// Papers that define short names, and how they write them
UNWIND $names AS name
MATCH (paper:Paper)-[:HAS_DEFINITION]->(definition:Definition {short: name})
RETURN name, paper.id AS paper, definition.short_form AS form
