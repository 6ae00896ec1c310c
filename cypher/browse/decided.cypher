// What a person's decisions changed: what each is about, in how many papers each name stands, and what it is now
:param who => 'Ada';
MATCH (decision:Decision {who: $who})-[about:ABOUT]->(subject:Subject)
OPTIONAL MATCH (:Name {id: subject.id})-[:NAMES]->(concept:Concept)
WITH decision, about, subject, concept, COUNT {
  MATCH (paper:Paper)
  WHERE EXISTS { MATCH (paper)-[:HAS_MENTION]->(:Mention)-[:HAS_FORM]->(:Form {name: subject.id}) }
} AS papers
ORDER BY about.at
RETURN
  decision.id AS id, decision.when AS when, decision.kind AS kind, decision.value AS value, decision.why AS why,
  collect(subject.id + ' (' + papers + ')') AS about,
  [one IN collect(DISTINCT concept) | one.type + ' ' + one.id + ' (' + one.papers + ')'] AS now
ORDER BY when, id;
