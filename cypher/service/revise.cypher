// Count a change
MATCH (state:State {id: 'state'})
SET state.revision = state.revision + 1
