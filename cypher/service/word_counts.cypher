// How many papers use words
UNWIND $words AS id
MATCH (word:Word {id: id})
RETURN id, word.papers AS papers
