// The live chart: how unusual the strangest keys are, against the threshold.

import { $, colour, h, text } from './dom.js';
import { clock, oneIn, RAREST, rarity } from './format.js';

const LINES = 6;
const SPAN = 180_000; // event time shown, in ms
const LEAST_SPAN = 45_000; // while there is less
const POINTS = 400;
const RECHOOSE = 5; // events between two choices of the keys shown

const tracks = new Map(); // key -> [{x, y}], oldest first
let chart = null;
let threshold = null; // as rarity
let shown = []; // keys in the chart, each keeping its colour while it stays
let events = 0;
let onPick = () => {};
let fill = async () => []; // a key's points from the service

/** Draws the threshold and the region beyond it. */
const thresholdLine = {
  id: 'threshold',
  beforeDatasetsDraw({ ctx, chartArea: area, scales }) {
    if (threshold == null) return;
    const y = scales.y.getPixelForValue(threshold);
    ctx.save();
    ctx.fillStyle = colour('beyond');
    ctx.fillRect(area.left, area.top, area.width, Math.max(0, y - area.top));
    ctx.strokeStyle = colour('critical');
    ctx.setLineDash([5, 4]);
    ctx.lineWidth = 1.2;
    ctx.beginPath();
    ctx.moveTo(area.left, y);
    ctx.lineTo(area.right, y);
    ctx.stroke();
    ctx.fillStyle = colour('critical');
    ctx.font = '11px system-ui, sans-serif';
    ctx.fillText(`threshold, ${oneIn(threshold)}`, area.left + 6, y - 5);
    ctx.restore();
  },
};

/** The height of a p-value in a chart. */
export const drawn = (p) => Math.min(rarity(p), RAREST);

/** A rarity axis for any chart of the page. */
export function rarityAxis(least) {
  return {
    min: 0,
    suggestedMax: least,
    border: { display: false },
    grid: { color: colour('grid') },
    afterBuildTicks: (axis) => {
      const step = Math.max(1, Math.ceil(axis.max / 7));
      axis.ticks = Array.from({ length: Math.floor(axis.max / step) + 1 }, (_, i) => ({ value: i * step }));
    },
    ticks: { color: colour('muted'), autoSkip: false, callback: (v) => oneIn(v) },
  };
}

/** An axis of event time in milliseconds. */
export function timeAxis() {
  return {
    type: 'linear',
    border: { display: false },
    grid: { display: false },
    ticks: {
      color: colour('muted'),
      maxRotation: 0,
      autoSkipPadding: 40,
      callback: (v) => clock(v),
    },
  };
}

/** Begins a chart; `pick` is called with the key of a line that was chosen, `points` gives the recent points of a key. */
export function startLive(pick, points) {
  onPick = pick;
  fill = points;
  chart = new window.Chart($('live'), {
    type: 'line',
    data: { datasets: [] },
    plugins: [thresholdLine],
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'nearest', axis: 'xy', intersect: false },
      scales: { x: timeAxis(), y: rarityAxis(5) },
      plugins: {
        legend: { display: false },
        tooltip: {
          callbacks: {
            title: (items) => clock(items[0].parsed.x),
            label: (item) => ` ${item.dataset.label}: ${oneIn(item.parsed.y)}`,
          },
        },
      },
      onClick: (_, hits) => hits[0] && onPick(chart.data.datasets[hits[0].datasetIndex].label),
    },
  });
}

/** Takes the colours of the theme anew. */
export function recolour() {
  if (!chart) return;
  Object.assign(chart.options.scales, { x: timeAxis(), y: rarityAxis(scaleTop()) });
  draw();
}

/** Forgets everything: another detector is shown. */
export function resetLive(pValue) {
  tracks.clear();
  shown = [];
  events = 0;
  threshold = pValue == null ? null : rarity(pValue);
  if (chart) draw();
}

/** Fills in what was before the page was opened. */
export function seedLive(keys) {
  for (const key of keys) {
    const since = tracks.get(key.key) ?? [];
    const before = (key.recent ?? []).map(([x, , p]) => ({ x, y: drawn(p) }));
    const first = since[0]?.x ?? Infinity;
    const all = [...before.filter((point) => point.x < first), ...since];
    if (all.length) tracks.set(key.key, all);
  }
  choose();
  draw();
}

/** Adds one event's scores, [key, time, score, p-value, beyond]; `complete` unless there were more keys. */
export function addScores(scores, complete) {
  for (const [key, x, , p] of scores) {
    const track = tracks.get(key) ?? [];
    if (track.length && x < track[track.length - 1].x) track.length = 0; // the stream was rewound
    track.push({ x, y: drawn(p) });
    if (track.length > POINTS) track.shift();
    tracks.set(key, track);
  }
  if (events++ % RECHOOSE === 0) {
    choose();
    if (!complete) shown.filter((key) => key != null).forEach(backfill);
  }
  if (!document.hidden) draw();
}

/** An event holds the strangest keys only: what it left out of those in the chart is asked for. */
async function backfill(key) {
  const recent = await fill(key).catch(() => []);
  const points = recent.map(([x, , p]) => ({ x, y: drawn(p) }));
  const last = points[points.length - 1]?.x ?? Infinity;
  const later = (tracks.get(key) ?? []).filter((point) => point.x > last);
  if (points.length) tracks.set(key, [...points, ...later]);
}

function newest() {
  let last = -Infinity;
  for (const track of tracks.values()) last = Math.max(last, track[track.length - 1].x);
  return last;
}

function oldest() {
  let first = Infinity;
  for (const key of shown) first = Math.min(first, tracks.get(key)?.[0].x ?? Infinity);
  return first;
}

/** The strangest keys of the span, those in the chart keeping their place. */
function choose() {
  const from = newest() - SPAN;
  const peaks = [];
  for (const [key, track] of tracks) {
    const recent = track.filter((point) => point.x >= from);
    if (recent.length === 0) tracks.delete(key);
    else peaks.push([key, recent.reduce((peak, point) => Math.max(peak, point.y), 0)]);
  }
  peaks.sort((a, b) => b[1] - a[1]);
  const best = new Set(peaks.slice(0, LINES).map(([key]) => key));
  const next = Array.from({ length: LINES }, (_, i) => (best.has(shown[i]) ? shown[i] : null));
  for (const key of best) {
    if (!next.includes(key)) next[next.indexOf(null)] = key;
  }
  shown = next;
  if (tracks.size > 400) peaks.slice(300).forEach(([key]) => tracks.delete(key));
}

function scaleTop() {
  return Math.max(4, (threshold ?? 3) + 1.5);
}

/** Some room above the highest line. */
function top(lines) {
  let highest = scaleTop();
  for (const [key] of lines) for (const point of tracks.get(key)) highest = Math.max(highest, point.y + 0.5);
  return highest;
}

function draw() {
  const to = newest();
  const from = Math.max(to - SPAN, Math.min(oldest(), to - LEAST_SPAN));
  const lines = shown.map((key, i) => [key, i]).filter(([key]) => key != null && tracks.has(key));
  chart.data.datasets = lines.map(([key, i]) => line(key, i, from));
  if (Number.isFinite(to)) Object.assign(chart.options.scales.x, { min: from, max: to });
  chart.options.scales.y.max = top(lines);
  chart.update('none');
  drawLegend(lines);
}

function line(key, i, from) {
  const points = tracks.get(key).filter((point) => point.x >= from - 5_000);
  return {
    label: key,
    data: points,
    borderColor: colour(`line-${i}`),
    backgroundColor: colour(`line-${i}`),
    borderWidth: 1.6,
    borderJoinStyle: 'round',
    pointRadius: points.map((_, at) => (at === points.length - 1 ? 2.5 : 0)),
    pointHitRadius: 8,
    cubicInterpolationMode: 'monotone',
  };
}

function drawLegend(lines) {
  const list = $('legend');
  const names = lines.map(([key, i]) => `${i}${key}`).join('\n');
  if (list.dataset.names !== names) {
    list.dataset.names = names;
    list.replaceChildren(...lines.map(([key, i]) => entry(key, i)));
  }
  lines.forEach(([key], at) => {
    const track = tracks.get(key);
    const now = track[track.length - 1].y;
    const number = list.children[at].querySelector('.now');
    text(number, oneIn(now));
    number.classList.toggle('beyond', threshold != null && now > threshold);
  });
}

function entry(key, i) {
  return h('li', {},
    h('button', { type: 'button', class: 'entry', onclick: () => onPick(key) },
      h('span', { class: `swatch line-${i}` }), h('span', { class: 'name' }, key), h('span', { class: 'now' })));
}
