// The strip on top: what was promised, and the counters as laws that add up.

import { $, h, text } from './dom.js';
import { compact, oneIn, rarity } from './format.js';

/** A tile: [name, value, note, state]. */
function tile(name) {
  return h('div', { class: 'fact', 'data-fact': name },
    h('span', { class: 'name' }, name), h('span', { class: 'value' }), h('span', { class: 'note' }));
}

/** What is judged. */
const THINGS = { images: 'images', sounds: 'sounds' };

const NAMES = ['Promise', 'In alarm', 'Records received', 'Windows', 'Waiting', 'Lost', 'Alerts'];

export function drawFacts(detector) {
  const box = $('facts');
  if (!box.children.length) box.append(...NAMES.map(tile));
  const c = detector.counters;
  const kafka = detector.kafka;
  const received = c.decoded + c.undecodable === c.received;
  const windows = c.scored + c.skipped === c.windows;
  put(0, promise(detector), note(detector));
  put(1, ...realised(detector));
  put(2, compact(c.received), `${compact(c.decoded)} decoded + ${compact(c.undecodable)} dead letters${aside(c)}`, law(received));
  $('facts').children[2].title = kafka.aside ?? '';
  put(3, compact(c.windows), `${compact(c.scored)} scored + ${compact(c.skipped)} skipped`, law(windows));
  put(4, compact(kafka.lag), `records, ${kafka.partitions.length} ${kafka.partitions.length === 1 ? 'partition' : 'partitions'}`);
  put(5, compact(kafka.data_loss), kafka.data_loss ? 'records were deleted before they were read' : 'every record was read',
    kafka.data_loss ? 'wrong' : 'holds');
  put(6, compact(c.episodes), `episodes, ${compact(c.alerts)} messages`);
}

/** Readings whose clocks had jumped; the tile's title names the newest. */
const aside = ({ aside: count }) => (count ? `; ${compact(count)} set aside for their clocks` : '');

const law = (holds) => (holds ? 'holds' : 'wrong');

const few = (n) => String(+n.toPrecision(2));
const share = (n) => `${few(100 * n)} %`;

function promise(detector) {
  const budget = detector.threshold.budget;
  if (budget == null) return oneIn(rarity(detector.threshold.p_value));
  return `${budget} false ${budget === 1 ? 'alarm' : 'alarms'}`;
}

function note(detector) {
  const { budget, time_in_alarm: time } = detector.threshold;
  const first = budget == null
    ? `of normal ${THINGS[detector.kind] ?? 'windows'} may be beyond the threshold`
    : 'at most per key and day';
  return time == null ? first : `${first}, and ${share(time)} of the time in alarm`;
}

/** What came since the start, normal or not: [value, note]. */
function realised(detector) {
  const { in_alarm: inAlarm, episodes_per_key_day: episodes } = detector.realised;
  if (inAlarm == null) return ['–', 'nothing scored yet'];
  const note = `of the ${THINGS[detector.kind] ?? 'time'} since the start`;
  return [share(inAlarm), episodes == null ? note : `${note}; ${few(episodes)} episodes per key and day`];
}

function put(at, value, note, state) {
  const tile = $('facts').children[at];
  text(tile.children[1], value);
  text(tile.children[2], note);
  if (state) tile.dataset.state = state;
}
