SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayRequestDuration: true,
  filter: true,
  showExtensions: true,
  // Folded, but there.
  defaultModelsExpandDepth: 0,
  // The badge would send the document to a server of Swagger's.
  validatorUrl: null,
});
