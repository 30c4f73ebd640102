import { brightness, colourCells, colourModel } from './colour-model.ts';
import { createGuidedFilter } from './guided-filter.ts';
import { UNIT_PX, type HeadWindow } from './head-window.ts';
import { placeInFace } from './place-in-face.ts';
import { HEAD_CLASSES, priorsOf, type HeadClass, type HeadShares } from './priors.ts';

/** How far borders are drawn to edges, and how strong those are: standard deviation of brightness. */
const FILTER_RADIUS = Math.round(0.05 * UNIT_PX);
const FILTER_CONTRAST = 12;
const ROUNDS = 2;

/** Least share, so that the filter's overshoot makes nothing impossible. */
const MIN_SHARE = 1e-4;

/** Which pixels teach the colour of a class: the neck and other bare skin are of the face's. */
const TEACHERS: Readonly<Record<HeadClass, HeadClass>> = { ground: 'ground', skin: 'skin', hair: 'hair', neck: 'skin', bare: 'skin', cloth: 'cloth' };

/** Share of a class's pixels that may have any colour, so that none is impossible: cloth is like nothing else of a head. */
const ANYWHERE: Readonly<Record<HeadClass, number>> = { ground: 0.02, skin: 0.02, hair: 0.02, neck: 0.02, bare: 0.02, cloth: 0.25 };

/**
 * Each class's share of each pixel, from where it lies in the face, how much of it is a person's, and which class its
 * colour belongs to. Colours are learnt from the picture itself: first from where the classes mostly lie, then from
 * where they were found.
 */
export function divideHead(head: HeadWindow, person: Float32Array): HeadShares {
  const cells = colourCells(head.pixels);
  const prior = priorsOf(placeInFace(head), person);
  const smooth = createGuidedFilter(brightness(head.pixels), head.side, FILTER_RADIUS, FILTER_CONTRAST ** 2);
  let shares = prior;
  for (let round = 0; round < ROUNDS; round++) {
    const models = eachClass((name) => (TEACHERS[name] === name ? colourModel(cells, teaching(shares[name], head.inside), ANYWHERE[name]) : null));
    shares = normalised(eachClass((name) => weighed(prior[name], models[TEACHERS[name]]!, cells)));
    shares = normalised(eachClass((name) => smooth(shares[name])));
  }
  return shares;
}

/** Only what is sure teaches: doubtful pixels are mixtures. */
function teaching(share: Float32Array, inside: Uint8Array): Float32Array {
  const weights = new Float32Array(share.length);
  for (let i = 0; i < share.length; i++) if (inside[i] === 1 && share[i]! > 0.5) weights[i] = share[i]! ** 2;
  return weights;
}

function weighed(prior: Float32Array, model: Float32Array, cells: Uint16Array): Float32Array {
  const out = new Float32Array(prior.length);
  for (let i = 0; i < prior.length; i++) out[i] = prior[i]! * model[cells[i]!]!;
  return out;
}

function eachClass<T>(make: (name: HeadClass) => T): Record<HeadClass, T> {
  return { ground: make('ground'), skin: make('skin'), hair: make('hair'), neck: make('neck'), bare: make('bare'), cloth: make('cloth') };
}

/** Shares of one, in place. */
function normalised(shares: Record<HeadClass, Float32Array>): HeadShares {
  const sums = new Float32Array(shares.ground.length);
  for (const name of HEAD_CLASSES) {
    const share = shares[name];
    for (let i = 0; i < sums.length; i++) {
      if (!(share[i]! > MIN_SHARE)) share[i] = MIN_SHARE;
      sums[i] = sums[i]! + share[i]!;
    }
  }
  for (const name of HEAD_CLASSES) {
    const share = shares[name];
    for (let i = 0; i < sums.length; i++) share[i] = share[i]! / sums[i]!;
  }
  return shares;
}
