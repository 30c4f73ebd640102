/** The words that options and answers choose from. Imports nothing, so that workflow, core and browser can hold them. */

export const ALIGNMENT_METHODS = ['auto', 'eyes', 'first-two', 'none'] as const;
export type AlignmentMethod = (typeof ALIGNMENT_METHODS)[number];

export const LANDMARK_SCHEMAS = [
  'mediapipe-478',
  'mediapipe-468',
  'ibug-68',
  'wflw-98',
  'lapa-106',
  'insightface-106',
  'coco-wholebody-133',
  'five-point',
  'dlib-5',
  'two-point',
] as const;
export type LandmarkSchemaName = (typeof LANDMARK_SCHEMAS)[number];

export const CANVASES = ['expand', 'keep', 'crop'] as const;
export type Canvas = (typeof CANVASES)[number];

export const LABEL_SCHEMAS = [
  'lapa-11',
  'frontal-11',
  'ibugmask-14',
  'mt-14',
  'celebamask-19',
  'celebamask-19-list1',
  'bisenet-19',
  'segformer-19',
  'facer-19',
  'easyportrait-9',
  'mediapipe-6',
] as const;
export type LabelSchemaName = (typeof LABEL_SCHEMAS)[number];

/**
 * Colours that published tools paint label maps in: each names the label schema that its colours stand for, but `voc`,
 * the generated table of Pascal VOC, whose colours are numbers and nothing more.
 */
export const LABEL_PALETTES = ['lapa-11', 'celebamask-19', 'bisenet-19', 'voc'] as const;
export type LabelPaletteName = (typeof LABEL_PALETTES)[number];

/** How a label map of another shape than the portrait lies on it: see geometry/labels/map-placement.ts. */
export const LABEL_FITS = ['stretch', 'contain', 'corner'] as const;
export type LabelFit = (typeof LABEL_FITS)[number];

/** Of several faces in a label map the one that the landmarks mean, or all. */
export const LABEL_FACES = ['landmarks', 'all'] as const;
export type LabelFace = (typeof LABEL_FACES)[number];

/** Parts of a face that no label map marks; left and right are the subject's. */
export const ZONES = [
  'forehead',
  'under_eye_right',
  'under_eye_left',
  'cheek_right',
  'cheek_left',
  'nose_bridge',
  'philtrum',
  'chin',
  'half_right',
  'half_left',
] as const;
export type ZoneName = (typeof ZONES)[number];

/** In which pixels of the portrait landmarks and label map are: turned as its EXIF says, or as they are stored. */
export const ORIENTATIONS = ['exif', 'stored'] as const;
export type Orientation = (typeof ORIENTATIONS)[number];

export const DETAIL_PRESETS = ['measure', 'balanced', 'editable'] as const;
export type DetailPreset = (typeof DETAIL_PRESETS)[number];

/** Looks of a drawing: each gives every value that a client leaves open. */
export const THEMES = ['consultation', 'annotation', 'print', 'high-contrast', 'colour-blind-safe'] as const;
export type ThemeName = (typeof THEMES)[number];
