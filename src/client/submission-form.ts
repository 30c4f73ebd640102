import type { OptionsInput } from './answers.ts';

/** A file's bytes, or its text in base64. */
export type FileContent = Uint8Array | ArrayBuffer | Blob | string;

export interface SubmissionInput {
  /** PNG, JPEG, WebP, AVIF, TIFF or GIF. */
  readonly portrait: FileContent;
  /** PNG; or one PNG a part, by the part's name, later ones over earlier ones. Left out, the service finds it, as it does the landmarks. */
  readonly labelMap?: FileContent | Readonly<Record<string, FileContent>> | undefined;
  /** In portrait pixels, in any of the shapes that the service takes: `[[x, y], …]`, `[{ x, y }, …]`, `{ landmarks: … }`. */
  readonly landmarks?: unknown;
  readonly options?: OptionsInput | undefined;
  /** What the portrait is called where it came from: exports name it so. */
  readonly imageName?: string | undefined;
}

/** The submission as `multipart/form-data`: the bytes themselves travel, a third less than in base64. */
export function submissionForm({ portrait, labelMap, landmarks, options, imageName }: SubmissionInput): FormData {
  const form = new FormData();
  appendFile(form, 'image', portrait);
  if (isFile(labelMap)) appendFile(form, 'segmentation_map', labelMap);
  else for (const [name, part] of Object.entries(labelMap ?? {})) appendFile(form, `segmentation_map[${name}]`, part);
  if (landmarks !== undefined) form.append('landmarks', JSON.stringify(landmarks));
  if (options !== undefined) form.append('options', JSON.stringify(options));
  if (imageName !== undefined) form.append('image_name', imageName);
  return form;
}

function isFile(content: SubmissionInput['labelMap']): content is FileContent {
  return typeof content === 'string' || content instanceof Uint8Array || content instanceof ArrayBuffer || content instanceof Blob;
}

function appendFile(form: FormData, name: string, content: FileContent): void {
  if (typeof content === 'string') form.append(name, content);
  else form.append(name, content instanceof Blob ? content : new Blob([content as BlobPart]), name);
}

type BlobPart = ConstructorParameters<typeof Blob>[0] extends (infer Part)[] | undefined ? Part : never;
