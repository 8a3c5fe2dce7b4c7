// Small lines beside a key: how unusual it was lately, with the threshold.

import { s } from './dom.js';
import { rarity } from './format.js';

const WIDTH = 240;
const HEIGHT = 22;

/** An SVG of `recent`, a list of [time, score, p-value]; the part beyond the threshold stands out. */
export function sparkline(recent, thresholdPValue) {
  const limit = rarity(thresholdPValue);
  const top = Math.max(limit * 1.5, ...recent.map(([, , p]) => Math.min(rarity(p), limit * 4)));
  const y = (rare) => (HEIGHT - 2 - (Math.min(rare, top) / top) * (HEIGHT - 4)).toFixed(1);
  const step = recent.length > 1 ? WIDTH / (recent.length - 1) : WIDTH;
  const points = recent.map(([, , p], i) => `${(i * step).toFixed(1)},${y(rarity(p))}`);
  const svg = s('svg', {
    class: 'spark', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, 'aria-hidden': 'true',
  });
  svg.append(s('line', { class: 'limit', x1: 0, x2: WIDTH, y1: y(limit), y2: y(limit) }));
  if (points.length > 1) svg.append(s('polyline', { class: 'track', points: points.join(' ') }));
  recent.forEach(([, , p], i) => {
    if (rarity(p) > limit) {
      svg.append(s('circle', { class: 'over', cx: (i * step).toFixed(1), cy: y(rarity(p)), r: 1.6 }));
    }
  });
  return svg;
}
