import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Router from '@koa/router';
import type { RequestState } from '../request-state.ts';
import { choiceOf } from '../query.ts';
import { DOCS_POLICY, DOCS_START, docsPage } from './page.ts';
import { DOCS_STYLE } from './style.ts';
import { openApiDocument } from '../openapi/document.ts';
import { guidePage } from './guide-page.ts';

/** The files of Swagger UI that the page uses; no other file of any folder can be asked for. */
const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const;

const require = createRequire(import.meta.url);

const GUIDE = require.resolve('#guide');

/** @param asksForKeys whether the service has API keys set */
export function docsRoutes(router: Router<RequestState>, asksForKeys: boolean): void {
  const documents = { true: JSON.stringify(openApiDocument()), false: JSON.stringify(openApiDocument({ withWebhooks: false })) };

  router.get('/openapi.json', (ctx) => {
    ctx.set('Cache-Control', 'no-cache');
    ctx.body = documents[choiceOf('webhooks', ctx.query['webhooks'], ['true', 'false'], 'true')];
    ctx.type = 'application/json';
  });

  router.get('/', (ctx) => ctx.redirect('/docs'));

  const pages = { '/docs': docsPage(asksForKeys), '/docs/guide': guidePage(readFileSync(GUIDE, 'utf8')) };
  for (const [path, page] of Object.entries(pages)) {
    router.get(path, (ctx) => {
      ctx.set('Content-Security-Policy', DOCS_POLICY);
      ctx.body = page;
      ctx.type = 'html';
    });
  }

  const texts = { 'start.js': DOCS_START, 'page.css': DOCS_STYLE };
  for (const [name, text] of Object.entries(texts)) {
    router.get(`/docs/${name}`, (ctx) => {
      ctx.body = text;
      ctx.type = name;
    });
  }

  for (const name of ASSETS) {
    const file = require.resolve(`swagger-ui-dist/${name}`);
    router.get(`/docs/${name}`, (ctx) => {
      ctx.set('Cache-Control', 'max-age=3600');
      ctx.body = createReadStream(file);
      ctx.type = name;
    });
  }
}
