window.SwaggerUIBundle({
  url: '/openapi.yaml',
  dom_id: '#contract',
  deepLinking: true,
  tryItOutEnabled: true,
  validatorUrl: null,
});
