// The store and its revision
MATCH (state:State {id: 'state'})
RETURN state.store AS store, state.revision AS revision
