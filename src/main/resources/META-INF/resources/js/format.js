// Numbers and times as people read them.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

export const count = (n) => whole.format(n);
export const compact = (n) => (n < 100_000 ? whole.format(n) : short.format(n));

/** How rare a p-value is: −log₁₀ p, at least 0. */
export const rarity = (p) => (p > 0 ? Math.max(0, -Math.log10(p)) : 300);

/** Rarer than this is not told apart: no calibration knows. */
export const RAREST = 12;

/** A rarity in words: 2 is "1 in 100". */
export function oneIn(rare) {
  if (rare > RAREST) return oneIn(RAREST).replace('in ', 'in > ');
  if (rare < 0.05) return 'usual';
  if (rare < 6) {
    const n = 10 ** rare;
    return `1 in ${n < 10 ? Math.max(n, 1.1).toFixed(1).replace('.0', '') : count(+n.toPrecision(2))}`;
  }
  const millions = count(+(10 ** (rare - 6)).toPrecision(2));
  if (rare < 9) return millions === '1' ? '1 in a million' : `1 in ${millions} million`;
  return `1 in 10${[...String(Math.round(rare))].map((d) => SUPERSCRIPTS[+d]).join('')}`;
}

/** A share of one as a percentage. */
export const percent = (share) => (share < 0.01 ? '< 1 %' : `${Math.round(share * 100)} %`);

/** A measured value with as many digits as tell something. */
export function value(v) {
  if (v == null || Number.isNaN(v)) return '–';
  const size = Math.abs(v);
  return size !== 0 && (size >= 1e6 || size < 1e-3) ? v.toExponential(2) : String(+v.toPrecision(4));
}

export const score = (v) => (v == null ? '–' : v.toFixed(Math.abs(v) < 10 ? 2 : 1));

const two = (n) => String(n).padStart(2, '0');

/** Time of day of milliseconds since the epoch, in the reader's zone. */
export function clock(millis) {
  const d = new Date(millis);
  return `${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
}

/** Time of day, with the day where it is not today. */
export function moment(time) {
  const d = new Date(time);
  const day = d.toDateString() === new Date().toDateString()
    ? ''
    : `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} `;
  return day + clock(d.getTime());
}

/** A span of milliseconds: "12 s", "4 min", "3 h", "2 days". */
export function span(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (seconds < 1) return `${Math.max(0, Math.round(millis))} ms`;
  if (seconds < 100) return `${seconds} s`;
  if (seconds < 6000) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
