// Concepts, each with the form it is shown in where people did not decide: as its anchor name is mostly spelled out, together or apart, else as any of its names is mostly written
UNWIND $concepts AS id
MATCH (concept:Concept {id: id})
CALL (concept) {
  MATCH (concept)<-[:NAMES]-(name:Name)
  MATCH (form:Form {name: name.id})
  WITH
    form,
    replace(name.id, ' ', '') = replace(concept.id, ' ', '') AS anchor,
    form.method + form.dataset + form.task AS votes
  ORDER BY anchor DESC, anchor AND form.spelled DESC, votes DESC, size(form.form), form.form
  LIMIT 1
  RETURN head(collect(form.form)) AS form
}
RETURN
  id,
  concept {
    .method, .dataset, .task, .papers, .broad, .marked_type, .marked_shown, .marked_broad
  } AS concept,
  form
