// Wait until the indexes can be used
CALL db.awaitIndexes(300)
