// Remove all lists
MATCH (:Concept)-[nearest:NEAREST]->(:Concept)
DELETE nearest
