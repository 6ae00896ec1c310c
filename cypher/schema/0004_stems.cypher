// Words are counted by their stems: those that were counted otherwise go, and all papers are counted anew

MATCH (word:Word) DELETE word;
