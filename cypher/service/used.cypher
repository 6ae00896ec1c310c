// Names that some mention or definition has
UNWIND $names AS name
WITH name
WHERE EXISTS { MATCH (:Form {name: name}) }
  OR EXISTS { MATCH (:Definition {short: name}) }
  OR EXISTS { MATCH (:Definition {long: name}) }
RETURN name
