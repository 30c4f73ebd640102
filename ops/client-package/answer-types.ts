import { compile } from 'json-schema-to-typescript';
import { openApiDocument } from '../../src/http/openapi/document.ts';

/** The names that the client uses, and what the document calls each. */
const NAMES = {
  StatusAnswer: ['RunningSubmission', 'DoneSubmission', 'FailedSubmission', 'CancelledSubmission'],
  DoneAnswer: ['DoneSubmission'],
  FailedAnswer: ['FailedSubmission'],
  SubmitAnswer: ['SubmitAnswer'],
  ValidateAnswer: ['Validation'],
  DeliveriesAnswer: ['Deliveries'],
  ListAnswer: ['SubmissionList'],
  LiveAnswer: ['Live'],
  ReadyAnswer: ['Ready'],
  ProgressEvent: ['ProgressEvent'],
  EndEvent: ['EndEvent'],
  OptionsInput: ['Options'],
  DrawingInput: ['Drawing'],
} as const;

const DERIVED = `
export type Frame = Done['frame'];
export type SubmissionStatus = StatusAnswer['status'];
/** \`eventId\` is to be handed to \`events\` by whoever wants to go on from there. */
export type SubmissionEvent = { readonly eventId: string } & (ProgressEvent | EndEvent);
`;

/** The declarations that stand in src/client/answers.ts, without zod, of which those are inferred. */
export async function answerTypes(): Promise<string> {
  const { components } = JSON.parse(JSON.stringify(openApiDocument())) as { components: { schemas: Record<string, object> } };
  const schema = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const properties = Object.fromEntries(Object.entries(NAMES).map(([name, of]) => [name, of.length === 1 ? schema(of[0]) : { anyOf: of.map(schema) }]));
  const declared = await compile({ components, type: 'object', additionalProperties: false, required: Object.keys(NAMES), properties } as object, 'Answers', {
    additionalProperties: false,
    bannerComment: '/** Made from the OpenAPI document by `npm run build:client`. */',
    strictIndexSignatures: true,
    unreachableDefinitions: false,
  });
  const renamed = Object.entries(NAMES).flatMap(([name, of]) => ((of as readonly string[]).includes(name) ? [] : [name]));
  const named = renamed.map((name) => `export type ${name} = Answers['${name}'];`);
  return [declared, ...named, DERIVED.replaceAll("Done['", "DoneAnswer['")].join('\n');
}
