// Say that the snapshot is not whole
MATCH (state:State {id: 'state'})
SET state.related = ''
REMOVE state.related_top
