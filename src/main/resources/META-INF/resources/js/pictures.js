// The pictures of an alert side by side: what was seen, where it is strange, what was expected.

import { h, text } from './dom.js';
import { BASE, get } from './api.js';
import { oneIn, rarity } from './format.js';
import { isSound, layers, markList, marks, shape } from './picture.js';

const SIZE = 512; // pixels of the longer side

const TALLEST = 24; // rem

const FIGURES = [
  ['original', 'Observed', 'as it came'],
  ['map', 'Heat', 'where it is strange'],
  ['expected', 'Expected', 'if normal'],
];

/** What an alert marks, in a few words: "2 regions", "1 part". */
export function marked(picture) {
  const n = marks(picture).length;
  const word = isSound(picture) ? 'part' : 'region';
  return n === 0 ? 'nothing marked' : `${n} ${word}${n === 1 ? '' : 's'}`;
}

/** What is judged. */
export const things = (picture) => (picture == null ? 'windows' : isSound(picture) ? 'sounds' : 'images');

/** What happened, in a sentence or two. */
export function sentence(alert, when) {
  const { picture, p_value: p, extrapolated } = alert.peak;
  const verb = isSound(picture) ? 'sounded' : 'looked';
  return `${alert.key || 'This key'} ${alert.state === 'resolved' ? '' : 'has '}${verb} unusual ${when}. `
    + `Of normal ${things(picture)}, ${oneIn(rarity(p))} ${extrapolated ? '(extrapolated) ' : ''}looks as strange as the peak.`;
}

/** With links to the parts that were too large to come with the alert, where the log still has them. */
async function whole(picture) {
  if (picture.reference == null || FIGURES.every(([part]) => picture[part] != null)) return picture;
  const record = await get(picture.reference.replace(BASE, '')).catch(() => null);
  return { ...record?.picture, ...picture };
}

/** The figures, each filled as soon as it is loaded. */
export function pictures(picture) {
  const all = whole(picture);
  const list = marks(picture);
  const box = h('div', { class: isSound(picture) ? 'pictures tall' : 'pictures' });
  for (const [part, name, words] of FIGURES) {
    const note = h('span', {}, ` ${words}`);
    const stage = h('div', { class: `stage${part === 'map' ? ' hot' : ''}` });
    shape(stage, picture, TALLEST);
    stage.style.setProperty('--heat', '.85');
    box.append(h('figure', { 'data-part': part }, h('figcaption', {}, h('b', {}, name), note), stage));
    all.then((known) => fill(stage, known, part, name, list))
      .catch(() => text(note, part === 'expected' ? ' is not known' : ' cannot be had any more'));
  }
  const regions = list.length ? markList(list, () => box.querySelector('[data-part="map"]')) : null;
  return h('div', {}, box, regions ? h('h3', {}, isSound(picture) ? 'Marked parts' : 'Marked regions') : null, regions);
}

async function fill(stage, picture, part, name, list) {
  const hot = part === 'map';
  const { children, heat } = await layers(picture, hot ? 'original' : part, {
    size: SIZE, alt: name, marked: hot ? list : [], cold: !hot });
  if (hot && !heat) throw new Error('no map');
  stage.replaceChildren(...children);
}
