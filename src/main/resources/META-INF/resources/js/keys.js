// The table of keys. The service sorts and cuts it, so that 5,000 keys cost no more than 50.

import { $, h, text } from './dom.js';
import { get } from './api.js';
import { count, moment, oneIn, rarity, score } from './format.js';
import { sparkline } from './spark.js';

const STATES = ['alerting', 'ok', 'moved', 'silent', 'warming', 'missing data'];
const PAGE = 50;
const MOST = 500;
const FEW = 40;
const RARE = 0.01; // of a key's own scores: Adaptation.SHARE

let detector = null;
let filter = fresh();
let onPick = () => {};
let asking = false;
let asked = 0;

function fresh() {
  return { state: null, search: '', limit: PAGE, sort: null };
}

/** Makes the filters work; `pick` is called with the key of a row that was chosen. */
export function startKeys(pick) {
  onPick = pick;
  let typed = 0;
  $('search').addEventListener('input', (event) => {
    clearTimeout(typed);
    typed = setTimeout(() => change({ search: event.target.value.trim(), limit: PAGE }), 150);
  });
  for (const button of document.querySelectorAll('#keys [data-sort]')) {
    button.addEventListener('click', () => change({ sort: button.dataset.sort }));
  }
}

/** Shows another detector's keys. */
export function resetKeys(view) {
  detector = view;
  filter = fresh();
  $('search').value = '';
  $('keys').tBodies[0].replaceChildren();
  return refreshKeys();
}

function change(to) {
  Object.assign(filter, to);
  asking = false;
  refreshKeys();
}

/** Asks for the rows again. */
export async function refreshKeys() {
  if (!detector || asking) return;
  asking = true;
  const mine = ++asked;
  try {
    const page = await get(`/detectors/${encodeURIComponent(detector.name)}/keys`, {
      state: filter.state, search: filter.search, limit: filter.limit, sort: order(), recent: 60,
    });
    if (mine === asked) draw(page);
  } catch {
    // The link's state says so already.
  } finally {
    asking = false;
  }
}

/** A few keys keep their places; of many, the strangest come first. */
function order() {
  const known = Object.values(detector.keys).reduce((sum, n) => sum + n, 0);
  return filter.sort ?? (known <= FEW ? 'name' : 'strangest');
}

/** The chips that count keys by state, and filter by it. */
export function drawStates(counts) {
  const box = $('states');
  if (!box.children.length) {
    box.append(...STATES.map((state) =>
      h('button', { type: 'button', class: 'chip', 'data-state': state, 'aria-pressed': 'false',
        onclick: () => change({ state: filter.state === state ? null : state, limit: PAGE }) },
      h('span', { class: 'dot' }), `${state} `, h('b', {}))));
  }
  for (const chip of box.children) {
    const state = chip.dataset.state;
    text(chip.querySelector('b'), count(counts?.[state] ?? 0));
    chip.setAttribute('aria-pressed', String(filter.state === state));
  }
}

function draw(page) {
  const body = $('keys').tBodies[0];
  const rows = new Map([...body.rows].map((row) => [row.dataset.id, row]));
  const wanted = page.items.map((item) => {
    const id = `${item.partition}/${item.key}`;
    const row = rows.get(id) ?? newRow(id, item.key);
    fill(row, item);
    return row;
  });
  // Rows that stay are moved, not made anew, so that the keyboard's focus stays with its row.
  wanted.forEach((row, i) => {
    if (body.rows[i] !== row) body.insertBefore(row, body.rows[i] ?? null);
  });
  while (body.rows.length > wanted.length) body.rows[body.rows.length - 1].remove();
  foot(page);
}

function newRow(id, key) {
  return h('tr', { 'data-id': id },
    h('td', {}, h('span', { class: 'state' })),
    h('th', { scope: 'row' }, h('button', { type: 'button', class: 'key', onclick: () => onPick(key) }, key === '' ? '(no key)' : key)),
    h('td', { class: 'lately' }),
    h('td', { class: 'number now' }),
    h('td', { class: 'number wide' }),
    h('td', { class: 'number wide faint' }));
}

function fill(row, item) {
  const [state, , lately, now, points, last] = row.cells;
  const badge = state.firstChild;
  badge.dataset.state = item.state;
  const length = detector.window.length;
  text(badge, badgeText(item, length));
  badge.title = item.moved_since ? `not as in training since ${moment(item.moved_since)}` : '';
  lately.replaceChildren(sparkline(item.recent ?? [], detector.threshold.p_value));
  text(now, item.p_value == null ? '–' : oneIn(rarity(item.p_value)));
  // Beyond the trained limit, and rare for the key's own last days where they are known.
  const rare = item.p_recent == null || item.p_recent <= RARE;
  now.classList.toggle('beyond', item.p_value != null && item.p_value < detector.threshold.p_value && rare);
  now.title = item.p_recent == null ? '' : `${oneIn(rarity(item.p_recent))} of its own last days`;
  text(points, score(item.score));
  text(last, moment(item.last_time));
}

/** A state with what belongs to it: how far a window is, since when nothing came. */
function badgeText(item, length) {
  const state = item.state === 'warming' ? `warming ${item.rows}/${length}` : item.state;
  if (!item.silent_since) return state;
  return `${state}${item.state === 'silent' ? '' : ', silent'} since ${moment(item.silent_since)}`;
}

function foot(page) {
  for (const button of document.querySelectorAll('#keys [data-sort]')) {
    button.setAttribute('aria-pressed', String(button.dataset.sort === order()));
  }
  const foot = $('keys-foot');
  const narrowed = filter.search || filter.state;
  if (page.total === 0) {
    foot.replaceChildren(narrowed ? 'No key fits.' : 'No key has been seen yet.');
    return;
  }
  const more = page.total > page.items.length;
  foot.replaceChildren(`${count(page.items.length)} of ${count(page.total)}${order() === 'name' ? '' : ', the strangest first'}. `);
  if (more && filter.limit < MOST) {
    foot.append(h('button', { type: 'button', class: 'text', onclick: () => change({ limit: Math.min(MOST, filter.limit * 2) }) }, 'Show more'));
  } else if (more) {
    foot.append('Search to see others.');
  }
}
