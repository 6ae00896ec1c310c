// Part names from their concepts, and let their mentions refer to nothing
UNWIND $names AS id
MATCH (name:Name {id: id})-[names:NAMES]->(:Concept)
OPTIONAL MATCH (:Form {name: id})<-[:HAS_FORM]-(:Mention)-[refers:REFERS_TO]->(:Concept)
WITH collect(DISTINCT names) + collect(refers) AS gone
FOREACH (tie IN gone | DELETE tie)
