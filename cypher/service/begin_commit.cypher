// Say that a commit is under way
MATCH (commits:State {id: 'commits'})
SET commits.begun = commits.begun + 1
RETURN commits.begun AS number
