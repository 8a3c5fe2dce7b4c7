// The drawer: an episode or a key, observed against expected.

import { $, h } from './dom.js';
import { get } from './api.js';
import { count, moment, oneIn, percent, rarity, score, span } from './format.js';
import { compareChart, historyChart } from './compare.js';
import { shares, why } from './alerts.js';
import { pictures, sentence, things } from './pictures.js';

const ENOUGH = 0.9; // channels are shown until they explain this share
const LEAST = 2; // but so many in any case
let charts = [];
let back = null; // where the focus returns to

export function startDetail(close) {
  $('close').addEventListener('click', close);
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !$('detail').hidden) close();
  });
}

export function closeDetail() {
  if ($('detail').hidden) return;
  $('detail').hidden = true;
  clear();
  back?.isConnected ? back.focus() : $('keys').focus();
}

function open(title) {
  if ($('detail').hidden) back = document.activeElement;
  clear();
  $('detail').hidden = false;
  $('detail-title').textContent = title;
  $('detail-title').focus();
}

function clear() {
  charts.forEach((chart) => chart.destroy());
  charts = [];
  $('detail-body').replaceChildren();
}

/** Shows an episode. */
export async function showEpisode(id, detectors) {
  open('Alert');
  try {
    const { alerts } = await get(`/alerts/${encodeURIComponent(id)}`);
    const newest = alerts[alerts.length - 1].data;
    const detector = detectors.find((d) => d.name === newest.detector);
    $('detail-title').textContent = newest.key || '(no key)';
    $('detail-body').replaceChildren(headline(newest), facts(newest));
    await drawHistory(newest.key, detector);
    drawChannels(newest, detector);
    $('detail-body').append(timeline(alerts), raw(`/api/v1/alerts/${encodeURIComponent(id)}`));
  } catch (error) {
    failed(error);
  }
}

/** Shows a key: its recent scores, and its newest episode. */
export async function showKey(key, detector) {
  open(key || '(no key)');
  try {
    await drawHistory(key, detector);
    const page = await get('/alerts', { detector: detector.name, key, limit: 20 });
    if (page.items.length === 0) {
      $('detail-body').append(h('p', { class: 'none' }, 'No alert has been sent for this key in the time that is shown.'));
      return;
    }
    const { alerts } = await get(`/alerts/${encodeURIComponent(page.items[0].data.episode)}`);
    const newest = alerts[alerts.length - 1].data;
    $('detail-body').append(headline(newest), facts(newest));
    drawChannels(newest, detector);
    $('detail-body').append(others(page.items));
  } catch (error) {
    failed(error);
  }
}

function failed(error) {
  $('detail-body').append(h('p', { class: 'none' }, `${error.message} ${error.action ?? ''}`));
}

function headline(alert) {
  const resolved = alert.state === 'resolved';
  const main = alert.peak.channels.filter((c) => c.share >= 0.15).slice(0, 3).map((c) => c.channel);
  const many = main.length > 1;
  const verb = resolved ? (many ? 'were' : 'was') : (many ? 'have been' : 'has been');
  const when = resolved ? `from ${moment(alert.opened_at)} to ${moment(alert.last_time)}` : `since ${moment(alert.opened_at)}`;
  const severity = h('span', { class: 'severity' }, resolved ? `resolved, ${alert.severity}` : alert.severity);
  const told = { class: 'headline', 'data-severity': resolved ? 'resolved' : alert.severity };
  if (alert.peak.picture) return h('div', told, severity, h('p', {}, sentence(alert, when)));
  return h('div', told, severity,
    h('p', {}, `${main.length ? list(main) : 'This key'} ${verb} unusual ${when}. `,
      `Of ${alert.model.digest ? 'normal windows' : 'this key\u2019s own past readings'}, ${oneIn(rarity(alert.peak.p_value))} ${alert.peak.extrapolated ? '(extrapolated) ' : ''}looks as strange as the peak.`),
    shares(alert.peak.channels));
}

const list = (names) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;

function facts(alert) {
  const lasted = Date.parse(alert.last_time) - Date.parse(alert.opened_at);
  const rows = [
    ['Lasting', `${lasted > 0 ? span(lasted) : 'just opened'}, ${count(alert.anomalous)} of ${count(alert.windows)} ${things(alert.peak.picture)} beyond the threshold`],
    ['Peak score', `${score(alert.peak.score)} against a threshold of ${score(alert.threshold.score)}`],
    ['Promise', alert.budget],
    ['Records', `${alert.topic}, partition ${alert.partition}, offsets ${alert.peak.window.first_offset} to ${alert.peak.window.last_offset}`],
    ['Model', model(alert.model)],
  ];
  if (alert.peak.carried.length) rows.push(['Carried forward', alert.peak.carried.join(', ')]);
  return h('dl', { class: 'rows' }, rows.map(([name, what]) => [h('dt', {}, name), h('dd', {}, what)]));
}

const model = ({ name, version, digest }) =>
  digest ? `${name} ${version} (${digest.replace('sha256:', '').slice(0, 12)})` : 'none: judged by its own past';

async function drawHistory(key, detector) {
  if (!detector) return;
  const page = await get(`/detectors/${encodeURIComponent(detector.name)}/keys`, { key, recent: 180 });
  const item = page.items[0];
  if (item?.moved_since) $('detail-body').append(moved(item.moved_since));
  const recent = item?.recent ?? [];
  if (recent.length < 2) return;
  const canvas = h('canvas', { role: 'img', 'aria-label': 'How unusual this key was lately' });
  $('detail-body').append(h('h3', {}, 'Lately'), h('div', { class: 'history' }, canvas));
  charts.push(historyChart(canvas, recent, detector.threshold.p_value));
}

/** Says that a key's normal is elsewhere than in training, and what to do. */
function moved(since) {
  return h('p', { class: 'moved' }, h('b', {}, `Not as in training since ${moment(since)}. `),
    'Its limit follows its own last days, so that it alarms for what is rare among them. ',
    'If this is its new normal, train again with data since then. If it is a fault that stays, mend it: alarms for it become rare.');
}

function drawChannels(alert, detector) {
  if (alert.peak.picture) {
    $('detail-body').append(h('h3', {}, `The strangest, ${moment(alert.peak.window.end)}`), pictures(Object.assign(alert.peak.picture, detector?.bands)));
    return;
  }
  const units = new Map((detector?.channels ?? []).map((c) => [c.name, c.unit]));
  const grid = h('div', { class: 'channels' });
  $('detail-body').append(h('h3', {}, 'Observed against expected'),
    h('p', { class: 'hint' }, h('i', { class: 'key-line observed' }), 'observed ', h('i', { class: 'key-line expected' }),
      `what normal would have looked like, in the strangest window (${moment(alert.peak.window.start)} to ${moment(alert.peak.window.end)})`), grid);
  let told = 0;
  const quiet = [];
  for (const [i, channel] of alert.peak.channels.entries()) {
    if ((told < ENOUGH || i < LEAST) && channel.observed.length > 0) drawChannel(grid, channel, alert.peak.window, units.get(channel.channel));
    else quiet.push(channel);
    told += channel.share;
  }
  if (quiet.length) drawQuiet(quiet, alert.peak.window, units);
}

function drawChannel(grid, channel, window, unit) {
  const canvas = h('canvas', { role: 'img', 'aria-label': `${channel.channel}, observed and expected` });
  grid.append(h('figure', {},
    h('figcaption', {}, h('b', {}, channel.channel), unit ? ` ${unit}` : '', h('span', { class: 'share' }, percent(channel.share))),
    h('div', { class: 'compare' }, canvas)));
  charts.push(compareChart(canvas, channel, window));
}

/** The channels that explain little, drawn when asked for. */
function drawQuiet(channels, window, units) {
  const grid = h('div', { class: 'channels' });
  const box = h('details', {}, h('summary', {}, `${channels.length} other ${channels.length === 1 ? 'channel' : 'channels'}`), grid);
  box.addEventListener('toggle', () => {
    if (!grid.children.length) channels.forEach((c) => drawChannel(grid, c, window, units.get(c.channel)));
  });
  $('detail-body').append(box);
}

function timeline(alerts) {
  return h('details', {}, h('summary', {}, `${alerts.length} ${alerts.length === 1 ? 'message' : 'messages'}`),
    h('ol', { class: 'timeline' }, alerts.map(({ time, data }) =>
      h('li', {}, h('time', {}, moment(time)), ` ${data.state}${data.reason ? ` (${data.reason})` : ''}, ${data.severity}, ${told(data)}`))));
}

/** What a message told of its moment; of older messages, of the peak. */
function told({ now, peak }) {
  const names = (now?.channels ?? []).slice(0, 2).map((c) => c.channel).join(', ');
  return oneIn(rarity((now ?? peak).p_value)) + (names ? `, ${names}` : '');
}

function others(items) {
  return h('div', {}, h('h3', {}, 'Alerts of this key'), h('ol', { class: 'timeline' }, items.map(({ data }) =>
    h('li', {}, h('a', { href: `#/alert/${encodeURIComponent(data.episode)}` }, moment(data.opened_at)),
      ` ${data.state}, ${data.severity}, ${why(data)}`))));
}

const raw = (href) => h('p', { class: 'small' }, h('a', { href, target: '_blank', rel: 'noopener' }, 'As JSON'));
