// Add to the numbers of papers that use words; those that none does go
UNWIND $rows AS row
MERGE (word:Word {id: row.id})
ON CREATE SET word.papers = 0
SET word.papers = word.papers + row.papers
WITH word
WHERE word.papers <= 0
WITH collect(word) AS gone
FOREACH (word IN gone | DELETE word)
