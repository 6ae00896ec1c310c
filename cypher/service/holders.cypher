// Papers with a mention of any of some names
UNWIND $names AS name
MATCH (:Form {name: name})<-[:HAS_FORM]-(:Mention)<-[:HAS_MENTION]-(paper:Paper)
RETURN DISTINCT paper.id AS paper
ORDER BY paper
