// Add to the votes of forms; those left without go
UNWIND $rows AS row
MATCH (form:Form {id: row.id})
SET form.method = form.method + row.votes[0],
  form.dataset = form.dataset + row.votes[1],
  form.task = form.task + row.votes[2]
WITH form
WHERE form.method + form.dataset + form.task = 0
WITH collect(form) AS gone
FOREACH (form IN gone | DETACH DELETE form)
