-- Words are counted by their stems.

DELETE FROM word;
INSERT INTO word
SELECT stem.value, count(*)
FROM paper CROSS JOIN json_each(stems(coalesce(paper.title, '') || char(10) || coalesce(paper.abstract, ''))) AS stem
GROUP BY stem.value;
