// Charts of the drawer.

import { colour } from './dom.js';
import { clock, oneIn, rarity, value } from './format.js';
import { drawn, rarityAxis, timeAxis } from './live.js';

/** Observed against expected of one channel; what lies between them is shaded. */
export function compareChart(canvas, channel, window) {
  const start = Date.parse(window.start);
  const end = Date.parse(window.end);
  const step = channel.observed.length > 1 ? (end - start) / (channel.observed.length - 1) : 0;
  const points = (values) => values.map((y, i) => ({ x: step ? start + i * step : i, y }));
  return new globalThis.Chart(canvas, {
    type: 'line',
    data: {
      datasets: [
        { label: 'observed', data: points(channel.observed), borderColor: colour('observed'), borderWidth: 2,
          pointRadius: channel.observed.length > 40 ? 0 : 1.8, pointBackgroundColor: colour('observed'),
          fill: { target: 1, above: colour('between'), below: colour('between') } },
        { label: 'expected', data: points(channel.expected), borderColor: colour('expected'), borderWidth: 1.6,
          borderDash: [5, 3], pointRadius: 0 },
      ],
    },
    options: {
      animation: false, parsing: false, responsive: true, maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: { ...timeAxis(), ...(step ? { min: start, max: end } : {}), ticks: { ...timeAxis().ticks, maxTicksLimit: 3, display: step > 0 } },
        y: { border: { display: false }, grace: '8%', grid: { color: colour('grid') },
          ticks: { color: colour('muted'), maxTicksLimit: 5, callback: (v) => value(v) } },
      },
      plugins: {
        legend: { display: false },
        tooltip: { callbacks: {
          title: (items) => (step ? clock(items[0].parsed.x) : ''),
          label: (item) => ` ${item.dataset.label}: ${value(item.parsed.y)}` } },
      },
    },
  });
}

/** How unusual a key was lately. */
export function historyChart(canvas, recent, thresholdPValue) {
  const limit = rarity(thresholdPValue);
  const points = recent.map(([x, , p]) => ({ x, y: drawn(p) }));
  const ends = [points[0].x, points[points.length - 1].x];
  return new globalThis.Chart(canvas, {
    type: 'line',
    data: {
      datasets: [
        { data: points, borderColor: colour('line-0'), borderWidth: 1.6, pointRadius: 0, cubicInterpolationMode: 'monotone',
          fill: { target: 1, above: colour('between'), below: 'transparent' } },
        { data: ends.map((x) => ({ x, y: limit })), borderColor: colour('critical'), borderWidth: 1.2,
          borderDash: [5, 4], pointRadius: 0 },
      ],
    },
    options: {
      animation: false, parsing: false, responsive: true, maintainAspectRatio: false,
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      scales: { x: { ...timeAxis(), min: ends[0], max: ends[1] }, y: rarityAxis(limit + 1) },
      plugins: {
        legend: { display: false },
        tooltip: { filter: (item) => item.datasetIndex === 0, callbacks: {
          title: (items) => (items.length ? clock(items[0].parsed.x) : ''), label: (item) => ` ${oneIn(item.parsed.y)}` } },
      },
    },
  });
}
