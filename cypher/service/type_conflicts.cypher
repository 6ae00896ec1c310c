// Concepts whose second type has many votes; the type in the middle is what is neither most nor least
MATCH (concept:Concept)
WHERE concept.papers > 0 AND concept.marked_type IS NULL
WITH concept, concept.method AS m, concept.dataset AS d, concept.task AS t
WITH concept, m + d + t AS votes,
  CASE WHEN m >= d AND m >= t THEN m WHEN d >= t THEN d ELSE t END AS most,
  CASE WHEN m <= d AND m <= t THEN m WHEN d <= t THEN d ELSE t END AS least
WHERE votes >= $votes AND 100 * (votes - most - least) >= $percent * votes
WITH concept
ORDER BY concept.papers DESC, concept.id
RETURN concept.id AS concept
