// Let mentions of names refer to nothing
UNWIND $names AS name
MATCH (:Form {name: name})<-[:HAS_FORM]-(:Mention)-[refers:REFERS_TO]->(:Concept)
WITH collect(refers) AS gone
FOREACH (refers IN gone | DELETE refers)
