// Names with words before an ending, all of them backwards
UNWIND $endings AS ending
CALL (ending) {
  MATCH (name:Name)
  WHERE name.backwards STARTS WITH ending + ' '
  RETURN name.backwards AS longer
  ORDER BY longer
  LIMIT $limit
}
RETURN ending, longer
