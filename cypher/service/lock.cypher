// Become the only writer: a node that is written is locked until the end of the transaction
MATCH (state:State {id: 'state'})
SET state.locked = true
REMOVE state.locked
RETURN state.store AS store, state.revision AS revision
