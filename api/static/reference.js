// Puts Swagger UI in the place of the plain list of what can be asked.
"use strict";

const place = document.getElementById("reference");

if (window.SwaggerUIBundle) {
  window.SwaggerUIBundle({
    url: place.dataset.url,
    domNode: place,
    deepLinking: true,
    validatorUrl: null, // asks nobody outside
    defaultModelsExpandDepth: 0,
  });
  place.classList.add("swagger");
}
