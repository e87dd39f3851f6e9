// The page /api/docs: Swagger UI before the API's own description.

window.SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  showCommonExtensions: true,
  validatorUrl: null, // else it would send the document to swagger.io
});
