import { createDocument, type ZodOpenApiOverride } from 'zod-openapi';
import { ENGINE_VERSION } from '../../contract.ts';
import { servicePaths } from './service-paths.ts';
import { submissionPaths } from './submission-paths.ts';
import { svgPath } from './svg-path.ts';

/** The API in OpenAPI 3.1, from the schemas that validate requests and type answers. */
export function openApiDocument(): object {
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
      tags: [{ name: 'Submissions' }, { name: 'Service' }],
      paths: { ...submissionPaths, ...svgPath, ...servicePaths },
    },
    { override: leaveAnswersOpen },
  );
}

/** Answers may gain fields; a client made from this document must not break on them. */
const leaveAnswersOpen: ZodOpenApiOverride = ({ jsonSchema, io }) => {
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
};
