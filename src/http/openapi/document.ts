import { createDocument, type ZodOpenApiOverride } from 'zod-openapi';
import { ENGINE_VERSION } from '../../contract/run.ts';
import { artifactPaths } from '../artifacts/path.ts';
import { deliveriesPath, webhooks } from '../deliveries/path.ts';
import { drawingsPath } from '../drawings/path.ts';
import { flatten } from './flatten.ts';
import { eventSchemas, eventsPath } from '../events/path.ts';
import { lifePaths } from '../submissions/life-paths.ts';
import { servicePaths } from '../health/paths.ts';
import { submissionPaths } from '../submissions/submission-paths.ts';
import { validatePath } from '../validate/path.ts';

/**
 * The API in OpenAPI 3.1, from the schemas that validate requests and type answers.
 *
 * @param withWebhooks not every generator of clients knows the word: some write code from it that is none
 */
export function openApiDocument({ withWebhooks = true } = {}): object {
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Frontal',
        version: ENGINE_VERSION,
        description:
          'Turns the face of a portrait upright and answers with the contour of every region of its label map: as an SVG over the portrait, and as coordinates.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      security: [{}, { bearer: [] }, { apiKey: [] }],
      components: {
        schemas: eventSchemas,
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'An API key, where the service has keys set.' },
          apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'The same in a header of its own.' },
        },
      },
      tags: [{ name: 'Submissions' }, { name: 'Artifacts' }, { name: 'Service' }],
      paths: { ...submissionPaths, ...drawingsPath, ...validatePath, ...lifePaths, ...eventsPath, ...artifactPaths, ...deliveriesPath, ...servicePaths },
      ...(withWebhooks && { webhooks }),
    },
    {
      override(context) {
        leaveAnswersOpen(context);
        flatten(context);
      },
    },
  );
}

/** Answers may gain fields; a client made from this document must not break on them. */
const leaveAnswersOpen: ZodOpenApiOverride = ({ jsonSchema, io }) => {
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
};
