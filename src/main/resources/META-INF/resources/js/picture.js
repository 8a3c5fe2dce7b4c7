// A picture of an image or a sound, the heat over it, and what is marked in it. Used by the live
// view and by the detail of an alert.

import { h } from './dom.js';
import { score } from './format.js';

/** Colours of the heat, from where it is felt to where it is full: [from, red, green, blue, opacity]. */
const RAMP = [
  [0, 255, 205, 70, 0],
  [0.3, 255, 205, 70, 0.02],
  [0.55, 255, 170, 50, 0.32],
  [0.8, 244, 92, 40, 0.72],
  [1, 212, 16, 60, 0.92],
];

export const isMedia = (detector) => detector.kind === 'images' || detector.kind === 'sounds';

export const isSound = (picture) => picture.kind === 'sound';

/** Where a part of a picture is to be had: a link, or the bytes that came with the alert. */
export function source(picture, part, size) {
  const what = picture[part];
  if (what == null) return null;
  if (typeof what === 'string') return size ? `${what}${what.includes('?') ? '&' : '?'}size=${size}` : what;
  return `data:${what.content_type};base64,${what.data}`;
}

/** Loads a picture; the promise is kept once it can be drawn at once. */
export async function load(src, alt = '') {
  const image = new Image();
  image.alt = alt;
  image.src = src;
  await image.decode();
  return image;
}

/** The grey map as colours on a canvas, one pixel a cell; whoever shows it stretches it. */
export async function heatCanvas(src) {
  const grey = await load(src);
  const canvas = h('canvas', { class: 'heat', 'aria-hidden': 'true', width: grey.naturalWidth, height: grey.naturalHeight });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(grey, 0, 0);
  const cells = context.getImageData(0, 0, canvas.width, canvas.height);
  for (let i = 0; i < cells.data.length; i += 4) paint(cells.data, i, cells.data[i] / 255);
  context.putImageData(cells, 0, 0);
  return canvas;
}

function paint(data, at, heat) {
  let above = RAMP.findIndex(([from]) => from >= heat);
  if (above <= 0) above = 1;
  const low = RAMP[above - 1];
  const high = RAMP[above];
  const part = (heat - low[0]) / (high[0] - low[0]);
  for (let c = 0; c < 3; c++) data[at + c] = low[c + 1] + part * (high[c + 1] - low[c + 1]);
  data[at + 3] = 255 * (low[4] + part * (high[4] - low[4]));
}

/** What is marked, in parts of the picture's sides: [{left, top, width, height, score, words}]. */
export function marks(picture) {
  return isSound(picture) ? (picture.parts ?? []).map((part) => soundMark(picture, part))
    : (picture.regions ?? []).map((region) => ({
      left: region.x / picture.width,
      top: region.y / picture.height,
      width: region.width / picture.width,
      height: region.height / picture.height,
      score: region.score,
      words: `${region.width} × ${region.height} px at ${region.x}, ${region.y}`,
    }));
}

const mel = (hertz) => 2595 * Math.log10(1 + hertz / 700);

/** Bands are evenly spaced on the mel scale, the lowest at the bottom. */
function soundMark(picture, part) {
  const [low, high] = [mel(picture.low_hz ?? 0), mel(picture.high_hz ?? part.high_hz)];
  const place = (hertz) => Math.min(1, Math.max(0, (mel(hertz) - low) / (high - low || 1)));
  const known = picture.high_hz != null;
  return {
    left: part.from_s / picture.seconds,
    width: (part.to_s - part.from_s) / picture.seconds,
    top: known ? 1 - place(part.high_hz) : 0,
    height: known ? place(part.high_hz) - place(part.low_hz) : 1,
    score: part.score,
    words: `${seconds(part.from_s)} to ${seconds(part.to_s)} s, ${hertz(part.low_hz)} to ${hertz(part.high_hz)}`,
  };
}

const seconds = (s) => s.toFixed(s < 10 ? 2 : 1);
const hertz = (f) => (f < 1000 ? `${Math.round(f)} Hz` : `${(f / 1000).toFixed(1)} kHz`);

/** Boxes over a picture, each with its score where there is room for it. */
export function boxes(marked) {
  return h('div', { class: 'boxes', 'aria-hidden': 'true' }, marked.map((mark, i) => {
    const box = h('span', { class: 'box', 'data-mark': i }, h('b', {}, score(mark.score)));
    for (const side of ['left', 'top', 'width', 'height']) box.style[side] = `${100 * mark[side]}%`;
    if (mark.top < 0.08) box.classList.add('below');
    return box;
  }));
}

/** What is marked as a list; pointing at a line makes its box stand out. */
export function markList(marked, root) {
  const point = (i, on) => root().querySelector(`[data-mark="${i}"]`)?.classList.toggle('pointed', on);
  return h('ol', { class: 'marks' }, marked.slice(0, 6).map((mark, i) =>
    h('li', { onpointerenter: () => point(i, true), onpointerleave: () => point(i, false) },
      h('b', {}, score(mark.score)), ` ${mark.words}`)),
  marked.length > 6 ? h('li', { class: 'faint' }, `and ${marked.length - 6} more`) : null);
}

/** A picture with its heat and boxes, ready to be shown; parts that cannot be had are left out. */
export async function layers(picture, part, { size, alt, marked = marks(picture), cold = false }) {
  const src = source(picture, part, size);
  if (src == null) throw new Error('There is no picture of this record any more.');
  const map = cold || part === 'expected' ? null : source(picture, 'map');
  const [image, heat] = await Promise.all([load(src, alt), map ? heatCanvas(map).catch(() => null) : null]);
  const children = [image, heat, part === 'expected' ? null : boxes(marked)];
  return { children: children.filter((child) => child != null), heat: heat != null };
}

/** Gives what a picture is shown on its form: images as they are, spectrograms wide and low. */
export function shape(stage, picture, rems) {
  const image = !isSound(picture);
  stage.classList.toggle('sound', !image);
  stage.style.aspectRatio = image ? `${picture.width} / ${picture.height}` : 'auto';
  stage.style.width = image ? `min(100%, ${rems * picture.width / picture.height}rem)` : '';
}
