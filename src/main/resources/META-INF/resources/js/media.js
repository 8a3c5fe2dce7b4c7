// The camera view, and the sound view: the last record of a key with its heat, and the ones before.

import { $, h, text } from './dom.js';
import { get } from './api.js';
import { moment, oneIn, rarity, score } from './format.js';
import { isMedia, isSound, layers, markList, marks, shape } from './picture.js';
import { addFrames, idOf, markShown, newest, resetStrip, startStrip } from './strip.js';

const SIZE = 1024; // pixels of the longer side of what is shown
const TALLEST = 36; // rem of the stage
const FEW = 8; // keys that get a button each
const RECENT = 24;

let detector = null;
let threshold = null; // p-value
let keys = [];
let key = null;
let held = null; // the record that is looked at; null for the newest, whichever it is
let shown = null; // id of the record on the stage
let part = 'original';
let loading = false;
let asking = false;

const address = () => `/detectors/${encodeURIComponent(detector.name)}`;
const many = () => (detector.kind === 'sounds' ? 'microphones' : 'cameras');
const thing = () => (detector.kind === 'sounds' ? 'sound' : 'image');

export function startMedia() {
  startStrip(hold);
  $('heat').addEventListener('input', setHeat);
  $('follow').addEventListener('click', () => hold(null));
  $('camera-select').addEventListener('change', (event) => choose(event.target.value));
  for (const button of document.querySelectorAll('#parts button')) {
    button.addEventListener('click', () => {
      part = button.dataset.part;
      shown = null;
      show();
    });
  }
  setHeat();
}

function setHeat() {
  $('stage').style.setProperty('--heat', $('heat').value / 100);
}

/** Shows another detector, where it has something to show. */
export async function resetMedia(view) {
  detector = isMedia(view) ? view : null;
  document.body.classList.toggle('media', detector != null);
  $('media').hidden = detector == null;
  key = null;
  keys = [];
  if (!detector) return;
  threshold = detector.threshold.p_value;
  document.body.classList.toggle('sounds', detector.kind === 'sounds');
  text($('media-title'), many()[0].toUpperCase() + many().slice(1));
  clearStage();
  await refreshMedia();
}

/** Asks which keys there are, and what the shown one received. */
export async function refreshMedia() {
  if (!detector || asking) return;
  asking = true;
  const mine = detector;
  try {
    const page = await get(`${address()}/keys`, { limit: 200, sort: 'name' });
    if (mine !== detector) return;
    keys = page.items;
    drawCameras();
    if (key == null && keys.length) await choose(strangest());
    else if (key != null) await addRecent();
  } catch (error) {
    if (shown == null) say(error.message);
  } finally {
    asking = false;
  }
  if (detector && keys.length === 0) say(`Waiting for the first ${thing()} on topic ${detector.topic}.`);
}

/** Of the keys that alert the first, or the first. */
function strangest() {
  return (keys.find((item) => item.state === 'alerting') ?? keys[0]).key;
}

async function choose(next) {
  key = next;
  held = null;
  shown = null;
  resetStrip(`/api/v1${address()}/records`);
  drawCameras();
  await addRecent();
}

async function addRecent() {
  const page = await get(`${address()}/keys`, { key, recent: RECENT });
  const item = page.items[0];
  if (!item || item.key !== key) return;
  const recent = (item.recent ?? []).map(([time, , p, offset]) => frameOf(item.partition, offset, time, p));
  const last = frameOf(item.partition, item.offset, Date.parse(item.last_time), item.p_value);
  addFrames([...recent, last].filter((frame) => frame.p != null));
  show();
}

const frameOf = (partition, offset, time, p) => ({ partition, offset, time, p, beyond: p < threshold });

/** Takes the scores of one event: [key, time, score, p-value, beyond, partition, offset]. */
export function addMediaScores(scores) {
  if (!detector) return;
  const mine = scores.filter(([name]) => name === key);
  addFrames(mine.map(([, time, , p, beyond, partition, offset]) => ({ partition, offset, time, p, beyond })));
  if (mine.length) show();
}

function hold(frame) {
  held = frame;
  show();
}

/** Brings the record that is wanted onto the stage. */
async function show() {
  const wanted = held ?? newest();
  drawFollow();
  if (!wanted) {
    say(`Waiting for the first ${thing()} of ${key}.`);
    return;
  }
  markShown(idOf(wanted));
  const id = idOf(wanted);
  if (loading || id === shown) return;
  loading = true;
  $('stage').classList.toggle('loading', held != null);
  const of = key;
  try {
    const record = await get(`${address()}/records/${id}`);
    await draw(record, of);
    shown = id;
  } catch (error) {
    shown = id;
    if (of === key) say(`${error.message} ${error.action ?? ''}`);
  } finally {
    loading = false;
    $('stage').classList.remove('loading');
  }
  // While it was loading another one may have come.
  const next = held ?? newest();
  if (next && (idOf(next) !== id || of !== key)) show();
}

async function draw(record, of) {
  const picture = Object.assign(record.picture, detector.bands);
  const wanted = picture[part] == null ? 'original' : part;
  const marked = marks(picture);
  const alt = `${isSound(picture) ? 'Spectrogram' : 'Image'} of ${of} at ${moment(record.time)}, ${marked.length} marked`;
  const { children, heat } = await layers(picture, wanted, { size: SIZE, alt, marked });
  if (of !== key) return;
  const stage = $('stage');
  shape(stage, picture, TALLEST);
  stage.replaceChildren(...children);
  $('stage-note').hidden = true;
  $('heat').disabled = !heat;
  drawParts(picture, wanted);
  drawAbout(record, marked);
}

function drawParts(picture, chosen) {
  for (const button of document.querySelectorAll('#parts button')) {
    button.disabled = picture[button.dataset.part] == null;
    button.title = button.disabled ? 'This bundle does not say what normal would have looked like' : '';
    button.setAttribute('aria-pressed', String(button.dataset.part === chosen));
  }
}

/** What the record on the stage is, in words and numbers. */
function drawAbout(record, marked) {
  const beyond = record.beyond ?? record.p_value < threshold;
  const { picture } = record;
  const rows = [
    ['Time', moment(record.time)],
    ['Score', score(record.score)],
    [isSound(picture) ? 'Length' : 'Size', isSound(picture) ? `${picture.seconds.toFixed(1)} s` : `${picture.width} × ${picture.height} px`],
    ['Record', `partition ${record.partition}, offset ${record.offset}`],
  ];
  $('about').replaceChildren(
    h('p', { class: 'verdict', 'data-state': beyond ? 'alerting' : 'ok' },
      h('b', {}, oneIn(rarity(record.p_value))),
      h('span', {}, beyond ? `of normal ${thing()}s looks as strange: beyond the threshold` : `of normal ${thing()}s, or more, look as strange`)),
    h('dl', { class: 'rows' }, rows.map(([name, what]) => [h('dt', {}, name), h('dd', {}, what)])),
    h('h3', {}, isSound(picture) ? 'Marked parts' : 'Marked regions'),
    marked.length ? markList(marked, () => $('stage')) : h('p', { class: 'none' }, 'Nothing is beyond the threshold.'));
}

function drawFollow() {
  $('follow').setAttribute('aria-pressed', String(held == null));
  text($('follow'), held == null ? 'Following' : 'Back to the newest');
}

function drawCameras() {
  const few = keys.length <= FEW;
  $('cameras').hidden = !few;
  $('camera-select').hidden = few;
  if (few) drawButtons();
  else drawSelect();
}

function drawButtons() {
  const box = $('cameras');
  const names = keys.map((item) => item.key).join('\n');
  if (box.dataset.names !== names) {
    box.dataset.names = names;
    box.replaceChildren(...keys.map((item) =>
      h('button', { type: 'button', class: 'chip', 'data-key': item.key, onclick: () => choose(item.key) },
        h('span', { class: 'dot' }), item.key || '(no key)')));
  }
  keys.forEach((item, i) => {
    box.children[i].dataset.state = item.state;
    box.children[i].setAttribute('aria-pressed', String(item.key === key));
  });
}

function drawSelect() {
  const box = $('camera-select');
  const names = keys.map((item) => item.key).join('\n');
  if (box.dataset.names !== names) {
    box.dataset.names = names;
    box.replaceChildren(...keys.map((item) => h('option', { value: item.key }, item.key || '(no key)')));
  }
  if (key != null && document.activeElement !== box) box.value = key;
}

function clearStage() {
  shown = null;
  $('stage').replaceChildren();
  $('about').replaceChildren();
  $('cameras').replaceChildren();
  delete $('cameras').dataset.names;
  resetStrip('');
  markShown(null);
}

/** Says on the stage why there is no picture. */
function say(sentence) {
  $('stage').replaceChildren();
  $('stage-note').hidden = false;
  text($('stage-note'), sentence);
}
