// Talks to the service: REST for what is asked for, one event stream for what happens.

export const BASE = '/api/v1';

/** Asks; an error carries the sentence of the problem document. */
export async function get(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value != null && value !== '') query.set(name, value);
  }
  const answer = await fetch(`${BASE}${path}${query.size ? `?${query}` : ''}`, {
    headers: { Accept: 'application/json' },
  });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    const error = new Error(problem.detail ?? `The service answered ${answer.status}.`);
    error.status = answer.status;
    error.action = problem.action;
    throw error;
  }
  return answer.json();
}

const SILENCE = 6_000; // the service sends every second, whether or not there is news
const AGAIN = 2_000;

/** Listens for ever: `onNews(list)` for each event, `onState('live' | 'lost')` when it changes. */
export function listen(onNews, onState) {
  let source = null;
  let heard = 0;
  const open = () => {
    source?.close();
    heard = Date.now();
    source = new EventSource(`${BASE}/events`);
    source.onmessage = (event) => {
      heard = Date.now();
      onState('live');
      onNews(JSON.parse(event.data));
    };
    source.onerror = () => onState('lost');
  };
  setInterval(() => {
    const silent = Date.now() - heard > SILENCE;
    if (silent) onState('lost');
    if (silent || source.readyState === EventSource.CLOSED) open();
  }, AGAIN);
  addEventListener('pagehide', () => source?.close());
  open();
}
