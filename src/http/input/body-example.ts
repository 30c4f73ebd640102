/** A whole body that the submit route takes: a gray portrait of 16 by 16 pixels, a square of label 1, two eyes. */
export const SUBMIT_EXAMPLE = {
  image: 'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAOElEQVQY013BEQIAIQAAwX1aGIZhGIZhGB4ehmHY8/KdIQhRSEIWilCFJnRhCFP4hF9YwhaOcOUBmjp8AcOQ+/gAAAAASUVORK5CYII=',
  segmentation_map: 'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEklEQVQY02NgIAswwsGQE8APADfZAG9iktDNAAAAAElFTkSuQmCC',
  landmarks: [
    { x: 5, y: 6 },
    { x: 11, y: 7 },
  ],
  options: { contours: { detail: { tolerance_px: 0 } }, style: { fill_opacity: 0.3 } },
};
