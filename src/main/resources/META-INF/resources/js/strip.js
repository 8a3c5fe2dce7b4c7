// The newest records of a key as small pictures, the newest on the right.

import { $, h, text } from './dom.js';
import { clock, oneIn, rarity } from './format.js';

const MOST = 24;
const SMALL = 128; // pixels of the longer side

let frames = []; // {partition, offset, time, p, beyond}, oldest first
let base = ''; // address of the detector's records
let onPick = () => {};

export const idOf = (frame) => `${frame.partition}/${frame.offset}`;

export function startStrip(pick) {
  onPick = pick;
  $('strip').addEventListener('keydown', (event) => {
    const step = { ArrowLeft: 'previousElementSibling', ArrowRight: 'nextElementSibling' }[event.key];
    const next = step && document.activeElement.closest('li')?.[step];
    if (!next) return;
    event.preventDefault();
    next.querySelector('button').focus();
  });
}

/** Begins anew with another key. */
export function resetStrip(address) {
  base = address;
  frames = [];
  $('strip').replaceChildren();
}

/** Adds records that are not there yet; returns the newest. */
export function addFrames(more) {
  const known = new Map(frames.map((frame) => [idOf(frame), frame]));
  for (const frame of more) {
    if (frame.offset != null && !known.has(idOf(frame))) known.set(idOf(frame), frame);
  }
  if (known.size > frames.length) {
    frames = [...known.values()].sort((a, b) => a.time - b.time || a.offset - b.offset).slice(-MOST);
    draw();
  }
  return newest();
}

export const newest = () => frames[frames.length - 1];

function draw() {
  const list = $('strip');
  const there = new Map([...list.children].map((item) => [item.dataset.id, item]));
  const wanted = frames.map((frame) => there.get(idOf(frame)) ?? thumbnail(frame));
  const atEnd = list.scrollLeft + list.clientWidth >= list.scrollWidth - 40;
  for (const item of there.values()) if (!wanted.includes(item)) item.remove();
  wanted.forEach((item, i) => {
    if (list.children[i] !== item) list.insertBefore(item, list.children[i] ?? null);
  });
  if (atEnd) list.scrollLeft = list.scrollWidth;
}

function thumbnail(frame) {
  const rare = oneIn(rarity(frame.p));
  const image = h('img', { src: `${base}/${idOf(frame)}/original.png?size=${SMALL}`, alt: '', decoding: 'async', fetchpriority: 'low', draggable: 'false' });
  const button = h('button', { type: 'button', tabindex: '-1', 'aria-pressed': 'false',
    'aria-label': `${clock(frame.time)}, ${rare}${frame.beyond ? ', beyond the threshold' : ''}`,
    onclick: () => onPick(frame) },
  image, h('span', { class: 'level' }), h('time', {}, clock(frame.time)));
  image.addEventListener('error', () => button.classList.add('gone'));
  const item = h('li', { 'data-id': idOf(frame), 'data-beyond': String(Boolean(frame.beyond)) }, button);
  item.style.setProperty('--rare', Math.min(1, rarity(frame.p) / 4));
  return item;
}

/** Marks the record that is shown; it is the one that the tab key reaches. */
export function markShown(id) {
  for (const item of $('strip').children) {
    const shown = item.dataset.id === id;
    const button = item.firstElementChild;
    button.setAttribute('aria-pressed', String(shown));
    button.tabIndex = shown ? 0 : -1;
  }
  const last = $('strip').lastElementChild?.firstElementChild;
  if (last && !$('strip').querySelector('[tabindex="0"]')) last.tabIndex = 0;
  text($('strip-hint'), frames.length ? `${frames.length === 1 ? 'The newest record' : `The newest ${frames.length} records`}; the colour tells how unusual each is.` : '');
}
