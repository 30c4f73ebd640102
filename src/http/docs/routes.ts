import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import type Router from '@koa/router';
import type { RequestState } from '../request-state.ts';
import { DOCS_PAGE, DOCS_POLICY, DOCS_START } from './page.ts';
import { openApiDocument } from '../openapi/document.ts';

/** The files of Swagger UI that the page uses; no other file of any folder can be asked for. */
const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const;

const require = createRequire(import.meta.url);

export function docsRoutes(router: Router<RequestState>): void {
  const document = JSON.stringify(openApiDocument());

  router.get('/openapi.json', (ctx) => {
    ctx.set('Cache-Control', 'no-cache');
    ctx.body = document;
    ctx.type = 'application/json';
  });

  router.get('/docs', (ctx) => {
    ctx.set('Content-Security-Policy', DOCS_POLICY);
    ctx.body = DOCS_PAGE;
    ctx.type = 'html';
  });

  router.get('/docs/start.js', (ctx) => {
    ctx.body = DOCS_START;
    ctx.type = 'js';
  });

  for (const name of ASSETS) {
    const file = require.resolve(`swagger-ui-dist/${name}`);
    router.get(`/docs/${name}`, (ctx) => {
      ctx.set('Cache-Control', 'max-age=3600');
      ctx.body = createReadStream(file);
      ctx.type = name;
    });
  }
}
