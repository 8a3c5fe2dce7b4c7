// Open and past alerts: one entry for each episode, told by its newest alert.

import { $, h, text } from './dom.js';
import { get } from './api.js';
import { marked } from './pictures.js';
import { count, moment, oneIn, percent, rarity, span } from './format.js';

const PAST = 50;
let onPick = () => {};
let asking = false;
let again = false;
let listed = '';

export function startAlerts(pick) {
  onPick = pick;
}

/** Asks for the alerts again; calls while one is under way are made up for by one more. */
export async function refreshAlerts(detector) {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    const [open, past] = await Promise.all([
      get('/alerts', { detector, open: true, limit: 100 }),
      get('/alerts', { detector, open: false, limit: PAST }),
    ]);
    draw(open, past);
  } catch (error) {
    failed(error);
  } finally {
    asking = false;
  }
  if (again) {
    again = false;
    await refreshAlerts(detector);
  }
}

function failed(error) {
  listed = '';
  text($('open-count'), '');
  text($('past-count'), '');
  for (const list of [$('open'), $('past')]) {
    list.replaceChildren(h('li', { class: 'none' }, `The alerts cannot be read now. ${error.message}`));
  }
}

function draw(open, past) {
  const now = JSON.stringify([open, past]);
  if (now === listed) return;
  listed = now;
  text($('open-count'), open.total ? count(open.total) : '');
  text($('past-count'), past.total ? count(past.total) : '');
  fill($('open'), open.items.map(openEntry), 'All is quiet: no alert is open.');
  fill($('past'), past.items.map(pastEntry), 'None yet.');
}

function fill(list, entries, none) {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.episode : null;
  list.replaceChildren(...(entries.length ? entries : [h('li', { class: 'none' }, none)]));
  if (focused) list.querySelector(`[data-episode="${CSS.escape(focused)}"]`)?.focus();
}

function openEntry(event) {
  const alert = event.data;
  return h('li', {},
    h('button', { type: 'button', class: 'alert', 'data-severity': alert.severity, 'data-episode': alert.episode,
      onclick: () => onPick(alert.episode) },
    h('span', { class: 'line' }, h('b', {}, alert.key || '(no key)'), h('span', { class: 'severity' }, alert.severity)),
    h('span', { class: 'line small' },
      `since ${moment(alert.opened_at)}`, h('span', {}, `up to ${oneIn(rarity(alert.peak.p_value))}${lately(alert)}`)),
    alert.peak.picture ? h('span', { class: 'small' }, marked(alert.peak.picture)) : shares(cause(alert))));
}

/** How it was at the newest message, where that is another thing than the peak. */
function lately({ now, peak }) {
  if (!now || now.score === peak.score) return '';
  return now.quiet ? ', quiet now' : `, then ${oneIn(rarity(now.p_value))}`;
}

/** The channels that explain the newest message of an episode. */
const cause = ({ now, peak }) => (now?.channels.length ? now.channels : peak.channels);

function pastEntry(event) {
  const alert = event.data;
  const lasted = Date.parse(alert.last_time) - Date.parse(alert.opened_at);
  return h('li', {},
    h('button', { type: 'button', class: 'alert', 'data-severity': alert.severity, 'data-episode': alert.episode,
      onclick: () => onPick(alert.episode) },
    h('span', { class: 'line' },
      h('b', {}, alert.key || '(no key)'),
      h('span', { class: 'why' }, why(alert)),
      h('span', { class: 'small' }, `${moment(alert.opened_at)}, ${span(lasted)}`))));
}

/** What an alert is about, in a few words. */
export const why = ({ peak }) =>
  (peak.picture ? marked(peak.picture) : peak.channels.slice(0, 2).map((c) => c.channel).join(', '));

/** The channels that explain an episode, as one bar. */
export function shares(channels) {
  const told = channels.filter((c) => c.share >= 0.08).slice(0, 4);
  const bar = h('span', { class: 'bar-of-shares', 'aria-hidden': 'true' },
    told.map((c, i) => {
      const part = h('span', { class: `share-${i}` });
      part.style.flexGrow = c.share;
      return part;
    }));
  const rest = h('span', { class: 'share-rest' });
  rest.style.flexGrow = Math.max(0, 1 - told.reduce((sum, c) => sum + c.share, 0));
  bar.append(rest);
  return h('span', { class: 'why-bar' }, bar,
    h('span', { class: 'small' }, told.map((c, i) =>
      h('span', { class: 'reason' }, h('i', { class: `share-${i}` }), `${c.channel} ${percent(c.share)}`))));
}
