/** What the core refuses. The codes are those of the HTTP contract, so that no layer has to translate them. */
export type GeometryErrorCode =
  | 'invalid_landmarks'
  | 'unknown_landmark_schema'
  | 'invalid_segmentation_map'
  | 'invalid_option'
  | 'NoFace'
  | 'landmarks_do_not_match_map'
  | 'too_large';

export class GeometryError extends Error {
  override readonly name = 'GeometryError';
  readonly code: GeometryErrorCode;

  constructor(code: GeometryErrorCode, detail: string) {
    super(detail);
    this.code = code;
  }
}
