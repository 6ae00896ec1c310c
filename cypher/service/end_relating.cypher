// Say which store and revision the snapshot shows, and how many links a paper
MATCH (state:State {id: 'state'})
SET state.related = $stamp, state.related_top = $top
