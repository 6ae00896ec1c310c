// Remove all names and concepts
MATCH (derived:Name|Concept)
DETACH DELETE derived
