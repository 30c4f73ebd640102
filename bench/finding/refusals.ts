import type { Raster } from '../../src/submissions/steps/ports.ts';
import { FrontalError } from '../../src/contract/errors.ts';
import type { Networks } from '../../src/finding/find-face.ts';
import { findWanted } from '../../src/finding/find-wanted.ts';
import { decodePortrait } from '../../src/imaging/decode-portrait.ts';
import { LARGEST } from './finding-case.ts';

const SIDE = 640;
const each = (count: number, draw: (i: number) => string) => Array.from({ length: count }, (_, i) => draw(i)).join('');

/** Patterns, landscapes and objects, drawn here: none of them shows a face. */
const PICTURES: readonly string[] = [
  '',
  each(32, (i) => `<rect x="${i * 20}" width="10" height="640"/>`),
  each(32, (i) => `<rect y="${i * 20}" width="640" height="10" fill="#b33"/>`),
  each(256, (i) => ((i + (i >> 4)) % 2 ? '' : `<rect x="${(i % 16) * 40}" y="${(i >> 4) * 40}" width="40" height="40"/>`)),
  each(100, (i) => `<circle cx="${(i % 10) * 64 + 32}" cy="${Math.floor(i / 10) * 64 + 32}" r="20" fill="hsl(${i * 37} 60% 50%)"/>`),
  each(20, (i) => `<circle cx="320" cy="320" r="${320 - i * 16}" fill="hsl(${i * 18} 50% 60%)"/>`),
  each(60, (i) => `<path d="M320 320 L${320 + 500 * Math.cos(i / 4.8)} ${320 + 500 * Math.sin(i / 4.8)}" stroke="#246" stroke-width="${1 + (i % 7)}"/>`),
  each(12, (i) => `<path d="M0 ${i * 55} Q160 ${i * 55 + 90} 320 ${i * 55} T640 ${i * 55}" fill="none" stroke="#0a6" stroke-width="12"/>`),
  '<path d="M0 420 L170 220 L300 400 L450 160 L640 430 V640 H0 Z" fill="#3d6b45"/><circle cx="520" cy="110" r="46" fill="#ffd166"/>',
  '<rect y="380" width="640" height="260" fill="#1e6091"/><path d="M150 380 L330 380 L290 430 L190 430 Z" fill="#7f4f24"/><path d="M240 380 V180 L330 360 Z" fill="#fff"/>',
  '<rect y="430" width="640" height="210" fill="#d4a373"/><path d="M60 430 Q200 300 340 430 T640 430" fill="#e9c46a"/><circle cx="110" cy="100" r="50" fill="#f4a261"/>',
  each(14, (i) => `<rect x="${i * 46}" y="${300 - ((i * 97) % 170)}" width="40" height="400" fill="hsl(220 10% ${25 + ((i * 13) % 40)}%)"/>`),
  each(9, (i) => `<path d="M${i * 72 + 40} 560 V${330 - (i % 3) * 40}" stroke="#5b3a1e" stroke-width="18"/><circle cx="${i * 72 + 40}" cy="${300 - (i % 3) * 40}" r="60" fill="#2d6a4f"/>`),
  '<rect x="140" y="280" width="360" height="300" fill="#b5651d"/><path d="M100 280 L320 100 L540 280 Z" fill="#7a2e1d"/><rect x="280" y="420" width="80" height="160" fill="#432818"/>',
  '<rect x="180" y="220" width="240" height="260" rx="28" fill="#e07a5f"/><circle cx="440" cy="340" r="68" fill="none" stroke="#e07a5f" stroke-width="28"/>',
  '<rect x="90" y="320" width="460" height="130" rx="40" fill="#264653"/><circle cx="190" cy="450" r="56"/><circle cx="450" cy="450" r="56"/>',
  '<circle cx="320" cy="340" r="200" fill="#c1121f"/><path d="M320 150 q20 -70 70 -80" stroke="#5b3a1e" stroke-width="16" fill="none"/>',
  '<circle cx="320" cy="320" r="230" fill="#fff" stroke="#222" stroke-width="16"/><path d="M320 320 V160 M320 320 L430 370" stroke="#222" stroke-width="14"/>',
  '<rect x="150" y="120" width="340" height="420" fill="#fefae0" stroke="#606c38" stroke-width="10"/>' + each(14, (i) => `<rect x="190" y="${170 + i * 25}" width="${220 + ((i * 53) % 40)}" height="8" fill="#444"/>`),
  '<path d="M180 560 L230 220 H410 L460 560 Z" fill="#8ecae6"/><path d="M320 220 Q300 90 200 60 M320 220 Q340 80 450 70" stroke="#2a9d8f" stroke-width="12" fill="none"/>',
];

export async function measureRefusals(networks: Networks, print: (line?: string) => void): Promise<void> {
  let refused = 0;
  for (const shapes of PICTURES) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}"><rect width="${SIDE}" height="${SIDE}" fill="#cfe3ef"/>${shapes}</svg>`;
    if (isRefused(networks, await painted(svg))) refused++;
  }
  print(`no face in pictures without one: ${refused} of ${PICTURES.length} refused`);
}

async function painted(svg: string): Promise<Raster> {
  const { svgToPng } = await import('../../src/imaging/svg-to-png.ts');
  return decodePortrait(await svgToPng(Buffer.from(svg)), { maxBytes: 2 ** 25, maxPixels: 2 ** 24 });
}

function isRefused(networks: Networks, portrait: Raster): boolean {
  try {
    findWanted(networks, portrait, LARGEST);
    return false;
  } catch (error) {
    if (error instanceof FrontalError && error.code === 'no_face_found') return true;
    throw error;
  }
}
