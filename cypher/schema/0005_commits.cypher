// Readers see a commit bit by bit: what says that one is under way (see graph/neo4j/commits.py)

MERGE (commits:State {id: 'commits'}) ON CREATE SET commits.begun = 0, commits.done = 0;
MERGE (door:State {id: 'door'});
