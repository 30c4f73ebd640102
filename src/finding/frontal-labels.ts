/** Labels of the schema frontal-11: those of lapa-11, and the neck. */
export const LABEL = {
  skin: 1,
  rightBrow: 2,
  leftBrow: 3,
  rightEye: 4,
  leftEye: 5,
  nose: 6,
  upperLip: 7,
  innerMouth: 8,
  lowerLip: 9,
  hair: 10,
  neck: 11,
} as const;
