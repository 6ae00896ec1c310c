// The version of the layout; no row where the database is not a store yet
MATCH (state:State {id: 'state'})
RETURN state.schema AS schema
