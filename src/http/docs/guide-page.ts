import { marked, type Token, type Tokens } from 'marked';

/** docs/quick-start.md as a page. What it links to beside itself lies in the repository, and is named there. */
export function guidePage(markdown: string): string {
  const tokens = marked.lexer(markdown);
  void marked.walkTokens(tokens, withoutRelativeLink);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Frontal: quick start</title>
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/docs/page.css">
  </head>
  <body>
    <main>
<p><a href="/docs">The API</a></p>
${marked.parser(tokens)}
    </main>
  </body>
</html>
`;
}

function withoutRelativeLink(token: Token): void {
  if (token.type !== 'link' || /^(https?:|#|\/)/.test((token as Tokens.Link).href)) return;
  const { text, href } = token as Tokens.Link;
  const plain = `${text} (docs/${href})`;
  Object.assign(token, { type: 'text', raw: plain, text: plain, tokens: undefined });
}
