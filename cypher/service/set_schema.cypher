// Make the store's own node, or say that its layout is a newer one
MERGE (state:State {id: 'state'})
ON CREATE SET state.store = randomUUID(), state.revision = 0
SET state.schema = $schema
