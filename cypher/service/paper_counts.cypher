// How many papers mention names
UNWIND $names AS name
MATCH (:Form {name: name})<-[:HAS_FORM]-(:Mention)<-[:HAS_MENTION]-(paper:Paper)
RETURN name, count(DISTINCT paper) AS papers
