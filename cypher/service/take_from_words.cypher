// Take from the numbers of papers that use words; those that none does go
UNWIND $rows AS row
MATCH (word:Word {id: row.id})
SET word.papers = word.papers + row.papers
WITH word
WHERE word.papers <= 0
WITH collect(word) AS gone
FOREACH (word IN gone | DELETE word)
