// What encoded the vectors
MATCH (state:State {id: 'state'})
RETURN coalesce(state.encoder, '') AS encoder
