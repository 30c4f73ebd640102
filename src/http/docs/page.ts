/**
 * The page, its one script, and what a browser may load for it: nothing from anywhere else.
 *
 * @param asksForKeys whether the service has API keys set: locks are shown on nothing that is open
 */
export function docsPage(asksForKeys: boolean): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Frontal API</title>
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="stylesheet" href="/docs/page.css">
  </head>
  <body${asksForKeys ? '' : ' class="without-keys"'}>
    <header>
      <p><strong>New here?</strong> <a href="/docs/guide">The guide</a> goes from a portrait to its drawing in curl, on the command line, in TypeScript and in Python.</p>
      <p>Or try it on this page: open <em>Send a portrait, its label map and its landmarks</em> below, press <em>Try it out</em>, then <em>Execute</em>: the example is a whole submission. Its answer has the id to ask with under <em>How far a submission is</em>.${asksForKeys ? ' <em>Authorize</em> takes your API key.' : ''}</p>
    </header>
    <div id="swagger-ui"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;
}

export const DOCS_START = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
  syntaxHighlight: false,
});
`;

/** Swagger UI draws with inline styles and with icons in data addresses. */
export const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
