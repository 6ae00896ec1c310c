// How names are written, and what votes those forms have
UNWIND $names AS name
MATCH (form:Form {name: name})
RETURN name, form.form AS form, form.method, form.dataset, form.task
ORDER BY name, form
