import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GeometryError } from '../../src/geometry/geometry-error.ts';
import { readFaces } from '../../src/landmarks/faces/read-faces.ts';

const IBUG = (JSON.parse(readFileSync('fixtures/synth-holes/landmarks.json', 'utf8')) as { x: number; y: number }[]).map(({ x, y }): [number, number] => [x, y]);
const FIVE: [number, number][] = [[30, 30], [60, 30], [45, 45], [35, 60], [55, 60]];
const flat = (points: readonly (readonly number[])[], ...more: number[]) => points.flatMap((point) => [...point, ...more]);
const objects = (points: readonly [number, number][]) => points.map(([x, y]) => ({ x, y }));

/** As face_recognition's api.py takes the points of dlib apart. */
const PARTS = {
  chin: IBUG.slice(0, 17),
  left_eyebrow: IBUG.slice(17, 22),
  right_eyebrow: IBUG.slice(22, 27),
  nose_bridge: IBUG.slice(27, 31),
  nose_tip: IBUG.slice(31, 36),
  left_eye: IBUG.slice(36, 42),
  right_eye: IBUG.slice(42, 48),
  top_lip: [...IBUG.slice(48, 55), IBUG[64]!, IBUG[63]!, IBUG[62]!, IBUG[61]!, IBUG[60]!],
  bottom_lip: [...IBUG.slice(54, 60), IBUG[48]!, IBUG[60]!, IBUG[67]!, IBUG[66]!, IBUG[65]!, IBUG[64]!],
};

describe('the 68 points of one face', () => {
  const openPose = { people: [{ person_id: [-1], pose_keypoints_2d: [1, 2, 0.5], face_keypoints_2d: flat([...IBUG, [1, 1], [2, 2]], 0.9), hand_left_keypoints_2d: [] }] };
  test.each<[string, unknown]>([
    ['pairs', IBUG],
    ['objects', objects(IBUG)],
    ['triples', IBUG.map(([x, y]) => [x, y, -3])],
    ['numbers as text', IBUG.map(([x, y]) => ({ x: String(x), y: `${y} ` }))],
    ['numbers as text with a decimal comma', IBUG.map(([x, y]) => [String(x).replace('.', ','), String(y).replace('.', ',')])],
    ['a flat list', flat(IBUG)],
    ['a flat list of triples', flat(IBUG, 0.7)],
    ['2 x 68', [IBUG.map(([x]) => x), IBUG.map(([, y]) => y)]],
    ['3 x 68, as 3DDFA saves', [IBUG.map(([x]) => x), IBUG.map(([, y]) => y), IBUG.map(() => 4)]],
    ['columns', { x: IBUG.map(([x]) => x), y: IBUG.map(([, y]) => y) }],
    ['columns under landmarks', { landmarks: { x: IBUG.map(([x]) => x), y: IBUG.map(([, y]) => y) } }],
    ['one face in a list', [[IBUG]]],
    ['by index', Object.fromEntries(IBUG.map((point, i) => [String(i), point]))],
    ['face_recognition', [PARTS]],
    ['face-api.js', { _imgDims: { _width: 640, _height: 720 }, _shift: { _x: 0, _y: 0 }, _positions: IBUG.map(([x, y]) => ({ _x: x, _y: y })) }],
    ['face-api.js with its detection', [{ detection: { _score: 0.9, _box: { _x: 1, _y: 2 } }, landmarks: { _positions: IBUG.map(([x, y]) => ({ _x: x, _y: y })) }, unshiftedLandmarks: { _positions: [] } }]],
    ['InsightFace', { bbox: [1, 2, 3, 4], kps: FIVE, det_score: 0.9, landmark_3d_68: IBUG.map(([x, y]) => [x, y, 1]), pose: [0, 0, 0] }],
    ['OpenPose, without the pupils', openPose],
    ['a list of such frames, as ControlNet has them', [openPose]],
    ['COCO-WholeBody', { images: [], annotations: [{ image_id: 7, keypoints: flat([[0, 0]], 0), face_kpts: flat(IBUG, 2) }] }],
    ['mmpose', { predictions: [[{ keypoints: IBUG, keypoint_scores: IBUG.map(() => 1) }]] }],
    ['face-alignment by the name of its picture', { 'faces/a.jpg': [IBUG] }],
    ['LabelMe, by the numbers in its labels', { version: '5', shapes: IBUG.map((point, i) => ({ label: `p${i}`, points: [point], shape_type: 'point', group_id: null })).reverse() }],
    ['JSON in a text', JSON.stringify(IBUG)],
    ['the bytes of a file', new TextEncoder().encode(IBUG.map(([x, y]) => `${x} ${y}`).join('\n'))],
    ['dlib’s points, printed', `points[${IBUG.map(([x, y]) => `(${x}, ${y})`).join(', ')}]`],
    ['dlib’s points in a list', `[${IBUG.map(([x, y]) => `point(${x}, ${y})`).join(', ')}]`],
    ['a tensor of PyTorch', `tensor([[${IBUG.map(([x, y]) => `[${x}, ${y}]`).join(',\n ')}]], device='cuda:0')`],
    ['a tensor of TensorFlow', `<tf.Tensor: shape=(68, 2), dtype=float32, numpy=\narray([${IBUG.map(([x, y]) => `[${x}, ${y}]`).join(',\n ')}], dtype=float32)>`],
    ['a line of 300-W', IBUG.flat().join(' ')],
    ['a line with the name of its picture', `indoor_001.png ${IBUG.flat().join(' ')}`],
    ['a table with tabs and decimal commas', IBUG.map((point) => point.map((value) => String(value).replace('.', ',')).join('\t')).join('\n')],
    ['a table with an index and names', `name;index;x;y\n${IBUG.map(([x, y], i) => `p;${i};${x};${y}`).join('\n')}`],
    ['a console of JavaScript', `[ ${IBUG.map(([x, y]) => `{ x: ${x}, y: ${y}, z: undefined }`).join(', ')} ]`],
    ['CVAT', `<annotations><image id="0" name="a.jpg" width="640" height="720"><points label="face" points="${IBUG.map(([x, y]) => `${x},${y}`).join(';')}"></points></image></annotations>`],
    ['a skeleton of CVAT', `<image name="a.jpg"><skeleton label="f">${IBUG.map(([x, y], i) => `<points label="${i + 1}" points="${x},${y}"/>`).reverse().join('')}</skeleton></image>`],
  ])('%s', (_, value) => {
    expect(readFaces(value)).toEqual([IBUG]);
  });

  test('.pts', () => {
    const text = `version: 1\nn_points:  68\n{\n${IBUG.map(([x, y]) => `${x + 0.5} ${y + 0.5}`).join('\n')}\n}\n`;
    expect(readFaces(new TextEncoder().encode(text))[0]![40]).toEqual([expect.closeTo(IBUG[40]![0], 6), expect.closeTo(IBUG[40]![1], 6)]);
  });
});

describe('MediaPipe', () => {
  const mesh = Array.from({ length: 478 }, (_, i): [number, number] => [i / 1000, i / 500]);
  const landmark = mesh.map(([x, y]) => ({ x, y, z: -0.1, visibility: 0 }));
  const repr = mesh.map(([x, y]) => `NormalizedLandmark(x=${x}, y=${y}, z=-0.02, visibility=0.0, presence=0.0)`).join(', ');
  const message = landmark.map(({ x, y }) => `landmark {\n  x: ${x}\n  y: ${y}\n  z: -1.5e-05\n}\n`).join('');

  test.each<[string, unknown]>([
    ['faceLandmarks', { faceLandmarks: [landmark], faceBlendshapes: [], facialTransformationMatrixes: [] }],
    ['face_landmarks', { face_landmarks: [landmark], face_blendshapes: [[{ index: 0, score: 0.1 }]] }],
    ['multiFaceLandmarks', { image: {}, multiFaceLandmarks: [landmark] }],
    ['multi_face_landmarks', { multi_face_landmarks: [{ landmark }] }],
    ['landmark', { landmark }],
    ['a list of lists with visibility', mesh.map((point) => [...point, 0.1, 0.9])],
    ['MediaPipe’s keypoints in TensorFlow.js', [{ keypoints: landmark, box: { xMin: 1, width: 3 } }]],
    ['the mesh of Human', { face: [{ id: 0, box: [1, 2, 3, 4], mesh: mesh.map(([x, y]) => [x, y, 0]), annotations: { nose: [[1, 2]] } }], body: [] }],
    ['its result, printed', `FaceLandmarkerResult(face_landmarks=[[${repr}]], face_blendshapes=[[Category(index=0, score=2.7e-06, display_name='', category_name='_neutral')]], facial_transformation_matrixes=[])`],
    ['its list, printed', `[${repr}]`],
    ['its message, printed', message],
    ['its list of messages, printed', `[${message}]`],
  ])('%s', (_, value) => {
    expect(readFaces(value)).toEqual([mesh]);
  });

  test('messages of two faces', () => {
    expect(readFaces(`[${message}, ${message}]`)).toEqual([mesh, mesh]);
  });

  test('no face', () => {
    for (const value of [{ faceLandmarks: [], faceBlendshapes: [] }, [], null, { people: [{ face_keypoints_2d: [] }] }]) {
      expect(() => readFaces(value)).toThrow(/no face|without a face/);
    }
  });
});

describe('five points by name: the place tells which eye is which', () => {
  test.each<[string, unknown]>([
    ['MTCNN', [{ box: [1, 2, 3, 4], confidence: 0.9, keypoints: { left_eye: FIVE[0], right_eye: FIVE[1], nose: FIVE[2], mouth_left: FIVE[3], mouth_right: FIVE[4] } }]],
    ['RetinaFace', { face_1: { score: 0.9, facial_area: [1, 2, 3, 4], landmarks: { right_eye: FIVE[0], left_eye: FIVE[1], nose: FIVE[2], mouth_right: FIVE[3], mouth_left: FIVE[4] } } }],
    ['in camel case', { leftEye: { x: 30, y: 30 }, rightEye: { x: 60, y: 30 }, nose: { x: 45, y: 45 }, mouthLeft: { x: 35, y: 60 }, mouthRight: { x: 55, y: 60 } }],
    ['InsightFace', { bbox: [1, 2, 3, 4], kps: FIVE }],
    ['a line of CelebA', '000001.jpg 30 30 60 30 45 45 35 60 55 60'],
  ])('%s', (_, value) => {
    expect(readFaces(value)).toEqual([FIVE]);
  });

  test('of a face on its head, too', () => {
    const turned = FIVE.map(([x, y]): [number, number] => [-x, -y]);
    expect(readFaces({ left_eye: turned[1], right_eye: turned[0], nose: turned[2], mouth_left: turned[4], mouth_right: turned[3] })).toEqual([turned]);
  });

  test('of the small model of face_recognition', () => {
    expect(readFaces([{ nose_tip: [[45, 45]], left_eye: [[55, 30], [65, 30]], right_eye: [[25, 30], [35, 30]] }])).toEqual([[[25, 30], [35, 30], [55, 30], [65, 30], [45, 45]]]);
  });
});

describe('several faces', () => {
  test.each<[string, unknown]>([
    ['lists', [IBUG, IBUG]],
    ['flat lists', [flat(IBUG), flat(IBUG)]],
    ['parts', [PARTS, PARTS]],
    ['boxes of imglab', `<image file='a'><box>${IBUG.map(([x, y], i) => `<part name='${i}' x='${x}' y='${y}'/>`).join('')}</box><box>${IBUG.map(([x, y], i) => `<part name='${i}' x='${x}' y='${y}'/>`).join('')}</box></image>`],
    ['a table with a column of faces', `face,x,y\n${[0, 1].map((face) => IBUG.map(([x, y]) => `${face},${x},${y}`).join('\n')).join('\n')}`],
  ])('%s', (_, value) => {
    expect(readFaces(value)).toEqual([IBUG, IBUG]);
  });
});

describe('lines of data sets', () => {
  const points = Array.from({ length: 98 }, (_, i): [number, number] => [i + 0.5, 2 * i]);
  test.each([
    ['WFLW', `${points.flat().join(' ')} 182 268 209 305 0 1 0 0 0 0 37--Soccer/37_Soccer_soccer_ball_37_45.jpg`],
    ['PFLD', `imgs/0.png ${points.flat().join(' ')} 0 0 0 0 1 0 1.5 2.5 3.5`],
  ])('%s', (_, line) => {
    expect(readFaces(`${line}\n`)).toEqual([points]);
  });

  test('of several pictures are refused', () => {
    expect(() => readFaces(['a.jpg', 'b.jpg'].map((name) => `${points.flat().join(' ')} ${name}`).join('\n'))).toThrow('the points of 2 pictures, one a line');
  });
});

describe('what is refused, with what was found', () => {
  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'The landmarks are missing'],
    ['a number', 7, 'a single number was found'],
    ['an object of something else', { boxes: 1, scores: 2 }, 'An object with the keys boxes, scores was found'],
    ['plain numbers', [1, 2, 3], '3 plain numbers were found'],
    ['boxes', [[1, 2, 3, 4], [5, 6, 7, 8]], '2 lists of 4 numbers'],
    ['one point', [{ x: 1, y: 2 }], 'A single point was found'],
    ['a coordinate that is missing', [{ x: 1 }, { x: 3, y: 4 }], 'Point 0 of 2, counted from 0, is an object with the keys x'],
    ['null for a point', [[1, 2], null], 'Point 1 of 2, counted from 0, is null'],
    ['a text that is none', 'no landmarks', 'The landmarks cannot be read: read as a table'],
    ['dlib’s object', '<_dlib_pybind11.full_object_detection object at 0x7f3c5c0b1e30>', 'it is the address of an object'],
    ['a shortened array', '[[200.2 223.4]\n ...\n [243.0 430.9]]', 'it was shortened when it was printed'],
    ['a shortened console', '[ { x: 1, y: 2 }, { x: 3, y: 4 }, ... 376 more items ]', 'it was shortened when it was printed'],
    ['a pickle', Uint8Array.of(0x80, 4, 0x95, 1), 'it is a Python pickle'],
    ['a picture', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'it is a JPEG picture'],
    ['points that were not found', { people: [{ face_keypoints_2d: flat([...IBUG.slice(1), [0, 0], [1, 1], [2, 2]], 0).map((value, i) => (i % 3 === 2 && i < 201 ? 1 : value)) }] }, '1 of 68 points of the face were not found'],
    ['a data set', { annotations: [1, 2].map((image) => ({ image_id: image, keypoints: flat(FIVE, 2) })) }, 'points of 2 pictures'],
    ['XML of several pictures', '<images><image file="a"><box><part name="0" x="1" y="2"/></box></image><image file="b"><box><part name="0" x="1" y="2"/></box></image></images>', 'the points of 2 pictures'],
    ['lists without an end', Array.from({ length: 40 }).reduce((inner: unknown) => [inner], 1), 'Lists in lists'],
  ])('%s', (_, value, reason) => {
    expect(() => readFaces(value)).toThrow(reason);
    expect(() => readFaces(value)).toThrow(expect.objectContaining({ code: 'invalid_landmarks' }));
  });

  test('whatever the value, it is faces or a refusal', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.uint8Array({ maxLength: 200 }), fc.array(fc.array(fc.integer()))), (value) => {
        try {
          for (const face of readFaces(value)) for (const point of face) expect(point.every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(GeometryError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('long texts are read in little time, or refused', () => {
  const LONG = 300_000;
  test.each(['<!--', '<a "', '<a b', 'landmark {', 'a', 'x: ', '[', '(', '1,', '1 ', '{a:', 'points[', '"', '\n'])('%j again and again', (unit) => {
    expect(() => readFaces(unit.repeat(LONG / unit.length))).toThrow(GeometryError);
  });
});
