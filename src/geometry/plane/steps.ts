/** Coordinates are sent in steps of 1 / 10 000 pixel of the answer's frame. */
export const STEPS_PER_PX = 10_000;
