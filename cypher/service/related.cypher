// Which store and revision the snapshot for people shows, and how many links a paper
MATCH (state:State {id: 'state'})
RETURN state.related AS stamp, state.related_top AS top
