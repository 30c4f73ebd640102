/**
 * The door of the geometry core: label maps and landmarks in, regions, zones, measures and drawings out. Nobody outside
 * imports anything else of it. It runs wherever JavaScript does.
 */
export { type Partition, partitionLabelMap, type PartitionOptions } from './cut.ts';
export { GeometryError, type GeometryErrorCode } from './geometry-error.ts';
export {
  type Affine,
  applyAffine,
  composeAffine,
  IDENTITY,
  invertAffine,
  type Point,
  rotationAbout,
  scaleAffine,
  type Size,
  staysInPlace,
} from './plane/affine.ts';
export type { Part, Ring } from './plane/region.ts';
export { partsArea, partsBox } from './plane/ring-measure.ts';
export { round, roundPoint } from './plane/rounding.ts';
export type { Arc, ArcRing, Topology } from './plane/topology.ts';
export { changedLabels } from './lattice/label-map-change.ts';
export { countLabels, type LabelMap } from './lattice/label-map.ts';
export { createRunEnds } from './lattice/label-runs.ts';
export type { Certificate, CleaningReport } from './certificate/certificate.ts';
export { DEFAULT_DETAIL, type Detail, PRESETS } from './detail/detail.ts';
export { alignFace, type Alignment, inOrder } from './alignment/alignment.ts';
export { checkTurned } from './alignment/canvas.ts';
export { faceCorners } from './alignment/corners.ts';
export { cropToFace } from './alignment/crop.ts';
export { faceOutline } from './alignment/face-outline.ts';
export { checkLandmarks, readLandmarks } from './alignment/landmarks.ts';
export { checkMatch } from './alignment/match-landmarks.ts';
export { MIRRORED_LANDMARKS } from './alignment/side-warnings.ts';
export { drawnAlone, type DrawnLabels, isDrawn } from './labels/drawn-labels.ts';
export { identifyLabels } from './labels/identify-labels.ts';
export { labelBlobs } from './labels/label-blobs.ts';
export { type Merge, mergedGroups, mergeLabels } from './labels/merge-labels.ts';
export { nameRegion } from './labels/name-region.ts';
export { labelsByColour } from './labels/palettes.ts';
export { describeUnknownColours, MAX_COUNTED_COLOURS } from './labels/unknown-colours.ts';
export { describeRegions } from './face/describe-regions.ts';
export type { DescribedRegion, Shape, Zone } from './face/described-region.ts';
export type { Face } from './face/face.ts';
export { deriveZones } from './zones/derive-zones.ts';
export { measureFace } from './measures/measure-face.ts';
export type {
  FaceMeasures,
  Fifths,
  MeasuredMidline,
  MeasuredPoint,
  PairMeasures,
  PairSide,
  RegionMeasures,
  Scale,
  Share,
  Thirds,
} from './measures/measures.ts';
export { faceAxes } from './drawing/face-axes.ts';
export type { Axes, Drawing } from './drawing/drawing.ts';
export { DEFAULT_STYLE, drawsAxes, embedsPortrait, type RegionStyle, type Style } from './drawing/style.ts';
export { drawSvg } from './drawing/svg.ts';
export { THEME_LOOKS } from './drawing/themes.ts';
export { keyholeRing } from './exports/keyhole.ts';
export { rasterise } from './exports/rasterise.ts';
export { runLengths } from './exports/run-lengths.ts';

/** Its steps one by one, for pictures and benchmarks that show them. */
export { meanPoint } from './plane/angle.ts';
export { squaredDistance } from './plane/segment.ts';
export { type Chains, placeBorders } from './lattice/place.ts';
export { type Borders, traceBorders } from './lattice/trace.ts';
export { sentPoints } from './borders/assemble.ts';
export { guardChains } from './borders/guard.ts';
export { farthestFrom, restoreFarthest } from './borders/restore.ts';
export { simplifyChain } from './borders/simplify.ts';
export { limitWithin, LOSSLESS } from './detail/level.ts';
export { LANDMARK_SCHEMA_TABLES } from './alignment/schemas/index.ts';
export { pick } from './alignment/schemas/landmark-schema.ts';
export { fromFace } from './face/face-frame.ts';
export { landmarkMidline } from './face/landmark-midline.ts';
export { planFace } from './zones/face-plan.ts';
export { readFacePoints } from './zones/face-points.ts';
export { colourOf } from './drawing/palette.ts';
export { attributes, escapeXml } from './drawing/xml.ts';
export { alignFaces, type AlignedFace } from './alignment/align-faces.ts';
export { exifDoubts, exifWarnings, followsStored, storedWouldFit, type OrientedSize } from './alignment/exif-frame.ts';
export type { FaceInTwoForms } from './alignment/match-landmarks.ts';
export { outsideWarnings } from './alignment/outside-portrait.ts';
export { placeFaces } from './alignment/place-faces.ts';
export { storedFaces, storedForm } from './alignment/stored-faces.ts';
export type { Blob } from './labels/label-blobs.ts';
export { PACKED_PARTS_TYPE, arePackedParts, packParts, unpackParts, type MapPart } from './labels/packed-parts.ts';
export { SCHEMA_OF_PARTS, isNumbered, labelOfPart, namesOfParts, partOfFile } from './labels/part-names.ts';
export { shownFaces } from './labels/shown-faces.ts';
export { nameAlike } from './labels/choose-reading.ts';
export type { PartName, SubjectSide } from './labels/label-schema.ts';
export { LABEL_SCHEMA_TABLES } from './labels/label-schemas.ts';
export type { LandmarksOnMap } from './labels/landmark-share.ts';
export type { FaceMap, FaceMapQuestion } from './labels/face-map.ts';
export { readFaceMap } from './labels/read-face-map.ts';
export { mapPlacement } from './labels/map-placement.ts';
export { chosenLabels, isRegionName, PART_NAMES } from './labels/label-names.ts';
export { resolvePalette } from './labels/own-palette.ts';
export { describeNoLabelMap } from './labels/no-label-map.ts';
export type { Sides } from './labels/sides.ts';
