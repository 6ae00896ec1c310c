// Names of concepts, in order
UNWIND $concepts AS id
MATCH (:Concept {id: id})<-[:NAMES]-(name:Name)
RETURN id, name.id AS name
ORDER BY name
