// Remove all that papers hold
MATCH (:Paper)-[held:HAS_CONCEPT]->(:Concept)
DELETE held
