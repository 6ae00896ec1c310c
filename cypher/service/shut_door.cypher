// Wait until no commit is under way, and let none begin: a node that is written is locked until the transaction ends
MATCH (door:State {id: 'door'})
SET door.locked = true
REMOVE door.locked
