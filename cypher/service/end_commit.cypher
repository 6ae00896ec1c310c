// Say that a commit is done, if none was begun since
MATCH (commits:State {id: 'commits', begun: $number})
SET commits.done = $number
