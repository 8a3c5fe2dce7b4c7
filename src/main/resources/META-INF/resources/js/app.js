// Starts the page and keeps its parts together. The address's hash says what the drawer shows.

import { $, h, text } from './dom.js';
import { get, listen } from './api.js';
import { addScores, recolour, resetLive, seedLive, startLive } from './live.js';
import { drawStates, refreshKeys, resetKeys, startKeys } from './keys.js';
import { refreshAlerts, startAlerts } from './alerts.js';
import { drawFacts } from './facts.js';
import { addMediaScores, refreshMedia, resetMedia, startMedia } from './media.js';
import { closeDetail, showEpisode, showKey, startDetail } from './detail.js';

const ALERTS_EVERY = 15_000; // other replicas' alerts are only in the topic

let detectors = [];
let current = null;
let alertsSeen = -1;
let beats = 0;

const go = (hash) => {
  location.hash = hash;
};
const pickKey = (key) => go(`/key/${encodeURIComponent(current.name)}/${encodeURIComponent(key)}`);
const pickEpisode = (episode) => go(`/alert/${encodeURIComponent(episode)}`);

async function load() {
  const page = await get('/detectors');
  detectors = page.items;
  $('empty').hidden = detectors.length > 0;
  document.body.classList.toggle('without', detectors.length === 0);
  if (detectors.length === 0) {
    drawEmpty();
    return;
  }
  drawTabs();
  await choose(detectors.find((d) => d.name === current?.name) ?? detectors[0]);
}

async function choose(detector) {
  current = detector;
  drawTabs();
  resetLive(detector.threshold.p_value);
  drawAll();
  refreshAlerts(detector.name);
  resetMedia(detector);
  await resetKeys(detector);
  const page = await get(`/detectors/${encodeURIComponent(detector.name)}/keys`, { limit: 50, recent: 180 });
  if (current === detector) seedLive(page.items);
}

async function recentPoints(key) {
  const page = await get(`/detectors/${encodeURIComponent(current.name)}/keys`, { key, recent: 180 });
  return page.items[0]?.recent ?? [];
}

function drawTabs() {
  $('detectors').replaceChildren(...detectors.map((d) =>
    h('button', { type: 'button', 'aria-pressed': String(d === current), onclick: () => choose(d) },
      h('span', { class: 'dot', 'data-phase': d.phase }), d.name)));
}

function drawAll() {
  drawFacts(current);
  drawStates(current.keys);
  drawBanner();
  drawVeil();
  drawHint();
  drawLink();
}

/** What the numbers of the chart mean: where keys learn, nothing but their own past is known. */
function drawHint() {
  text($('live-hint'), current.learning
    ? 'The strangest keys; 1 in 1,000 means that one in 1,000 of the key\u2019s own past readings was as strange.'
    : 'The strangest keys; 1 in 1,000 means that one normal window in 1,000 looks as strange.');
}

/** The header is green only while readings can come in: not while a detector waits for its broker. */
function drawLink() {
  const link = $('link');
  const stands = current != null && current.phase !== 'running';
  document.body.classList.toggle('stale', stands);
  if (link.dataset.state === 'lost') return;
  link.dataset.state = stands ? 'waiting' : 'live';
  text(link, stands ? current.phase : 'live');
}

/** What keeps the detector from working, in a sentence. */
function drawBanner() {
  const { phase, message, name } = current;
  const wrong = phase !== 'running' && message;
  $('banner').hidden = !wrong;
  $('banner').dataset.phase = phase;
  if (wrong) text($('banner'), `${name}: ${message}`);
}

/** What the chart says while it has nothing to show. */
function drawVeil() {
  const { warming = 0, ...others } = current.keys;
  const scored = Object.values(others).some((n) => n > 0) || current.counters.scored > 0;
  $('live-empty').hidden = scored;
  if (!scored) {
    text($('live-empty'), warming > 0
      ? `Warming: ${warming} ${warming === 1 ? 'key collects' : 'keys collect'} the ${current.window.length} readings of the first window.`
      : `Waiting for the first ${current.kind === 'images' ? 'image' : current.kind === 'sounds' ? 'sound' : 'reading'} on topic ${current.topic}.`);
  }
}

function drawEmpty() {
  $('empty').replaceChildren(
    h('h2', {}, 'No detector is configured'),
    h('p', {}, 'Say which topic to watch, and with which bundle, in config/application.properties; then start again:'),
    h('pre', {}, 'stillwater.kafka.bootstrap.servers=localhost:9092\nstillwater.detectors.pump.topic=readings\nstillwater.detectors.pump.bundle=models/pump'),
    h('p', {}, 'A bundle of your own comes from ', h('code', {}, './stillwater train'),
      '. Without the line of the bundle each key is judged by its own past, and learns as it goes.'));
}

function onNews(news) {
  if (news.length !== detectors.length) {
    load().catch(() => {});
    return;
  }
  for (const item of news) {
    const detector = detectors.find((d) => d.name === item.detector);
    if (detector && item.status) Object.assign(detector, item.status);
  }
  const mine = news.find((item) => item.detector === current?.name);
  if (!mine) return;
  addScores(mine.scores, mine.scored <= mine.scores.length);
  addMediaScores(mine.scores);
  drawAll();
  if (beats++ % 2 === 0 && !document.hidden) {
    refreshKeys();
    refreshMedia();
  }
  if (mine.status && mine.status.counters.alerts !== alertsSeen) {
    alertsSeen = mine.status.counters.alerts;
    refreshAlerts(current.name);
  }
}

function onState(state) {
  const link = $('link');
  if (link.dataset.state === state || (state === 'live' && link.dataset.state === 'waiting')) return;
  if (state === 'live' && link.dataset.state === 'lost') load().catch(() => {});
  link.dataset.state = state;
  text(link, state === 'live' ? 'live' : 'reconnecting');
  document.body.classList.toggle('lost', state === 'lost');
  if (state === 'live' && current) drawLink();
}

function route() {
  const [, kind, first, second] = location.hash.split('/');
  const detector = detectors.find((d) => d.name === decodeURIComponent(first ?? ''));
  if (kind === 'alert' && first) showEpisode(decodeURIComponent(first), detectors);
  else if (kind === 'key' && detector) showKey(decodeURIComponent(second ?? ''), detector);
  else closeDetail();
}

function toggleTheme() {
  const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem('stillwater-theme', next);
  } catch {
    // Storage may be forbidden: the choice lasts as long as the page.
  }
  recolour();
  route();
}

startLive(pickKey, recentPoints);
startKeys(pickKey);
startAlerts(pickEpisode);
startMedia();
startDetail(() => go(''));
$('theme').addEventListener('click', toggleTheme);
addEventListener('hashchange', route);
setInterval(() => current && !document.hidden && refreshAlerts(current.name), ALERTS_EVERY);
load().then(route).catch(() => onState('lost'));
listen(onNews, onState);
