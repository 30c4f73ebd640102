/**
 * Parts of a face as polygons of the 468 points of MediaPipe's face mesh: the indices of face_mesh_connections.py and of
 * canonical_face_model.obj, in order around each part. Right and left are the subject's.
 */
export const FACE_OVAL = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136, 172, 58, 132, 93,
  234, 127, 162, 21, 54, 103, 67, 109,
] as const;

export const RIGHT_EYE = [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246] as const;
export const LEFT_EYE = [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466] as const;

export const RIGHT_BROW = [70, 63, 105, 66, 107, 55, 65, 52, 53, 46] as const;
export const LEFT_BROW = [300, 293, 334, 296, 336, 285, 295, 282, 283, 276] as const;

/** From the bridge between the eyes down to the wings and the columella. */
export const NOSE = [168, 193, 245, 188, 174, 217, 126, 142, 129, 64, 98, 97, 2, 326, 327, 294, 358, 371, 355, 437, 399, 412, 465, 417] as const;

/** From the subject's right corner along the upper border to the left one, and back along the lower border. */
export const LIPS = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146] as const;
export const INNER_MOUTH = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95] as const;
/** Where in them the left corners stand. */
export const LIPS_LEFT = 10;
export const INNER_LEFT = 10;

export const FOREHEAD = 10;
export const CHIN = 152;
export const OUTER_EYE_CORNERS = { right: 33, left: 263 } as const;
