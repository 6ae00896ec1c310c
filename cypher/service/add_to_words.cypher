// Add to the numbers of papers that use words
UNWIND $rows AS row
MERGE (word:Word {id: row.id})
ON CREATE SET word.papers = row.papers
ON MATCH SET word.papers = word.papers + row.papers
