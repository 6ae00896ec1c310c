// The last commit that was begun, and the last one that is done
MATCH (commits:State {id: 'commits'})
RETURN commits.begun AS begun, commits.done AS done
