// Say that the snapshot is not whole
MATCH (state:State {id: 'state'})
REMOVE state.related, state.related_top
