import type { OptionsInput } from './answers.ts';

/** A file's bytes, or its text in base64. */
export type FileContent = Uint8Array | ArrayBuffer | Blob | string;

export interface SubmissionInput {
  /** PNG, JPEG, WebP, AVIF, TIFF or GIF. */
  readonly portrait: FileContent;
  /** PNG. Left out, the service finds it, as it does the landmarks. */
  readonly labelMap?: FileContent | undefined;
  /** In portrait pixels, in any of the shapes that the service takes: `[[x, y], …]`, `[{ x, y }, …]`, `{ landmarks: … }`. */
  readonly landmarks?: unknown;
  readonly options?: OptionsInput | undefined;
}

/** The submission as `multipart/form-data`: the bytes themselves travel, a third less than in base64. */
export function submissionForm({ portrait, labelMap, landmarks, options }: SubmissionInput): FormData {
  const form = new FormData();
  appendFile(form, 'image', portrait);
  if (labelMap !== undefined) appendFile(form, 'segmentation_map', labelMap);
  if (landmarks !== undefined) form.append('landmarks', JSON.stringify(landmarks));
  if (options !== undefined) form.append('options', JSON.stringify(options));
  return form;
}

function appendFile(form: FormData, name: string, content: FileContent): void {
  if (typeof content === 'string') form.append(name, content);
  else form.append(name, content instanceof Blob ? content : new Blob([content as BlobPart]), name);
}

type BlobPart = ConstructorParameters<typeof Blob>[0] extends (infer Part)[] | undefined ? Part : never;
