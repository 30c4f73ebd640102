import * as z from 'zod';
import { requestOptions } from '../../contract/options.ts';

const { alignment, labels, contours, style, zones, measures } = requestOptions.unwrap().shape;

/** The body of a drawing, for the documentation: what counts is checked once it is merged. */
export const drawingBody = z.strictObject({ alignment, labels, contours, style, zones, measures }).meta({
  id: 'Drawing',
  description:
    "Options that take the place of the submission's. Within a group each option that is stated does, whole, and in `style.regions` each label that is stated (`{}` takes a label's own style away); what is not stated stays as it is in the submission, whatever default it has here.",
});
