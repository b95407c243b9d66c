import type { Answer } from './answers.ts';
import type { Model, Team } from './state.ts';

type Headers = Readonly<Record<string, string>>;

const window = 60_000;

/** Section 8: counts a call; its headers, and the 429 where it is one too many. */
export const countCall = (
  model: Model,
  team: Team,
  method: string,
): { headers: Headers; refused: Answer | undefined } => {
  if (team.limits === undefined) return { headers: {}, refused: undefined };
  const { now } = model.state;
  const kind = method === 'GET' ? 'reads' : 'writes';
  const open = team.windows[kind];
  const current =
    open !== undefined && now >= open.start && now < open.start + window ? open : { start: now, calls: 0 };
  team.windows[kind] = current;
  current.calls += 1;
  const limit = team.limits[kind];
  const remaining = String(Math.max(limit - current.calls, 0));
  const end = current.start + window;
  const reset = String(Math.ceil((end - now) / 1000));
  const epoch = String(Math.ceil(end / 1000));
  const headers = {
    ratelimit: `limit=${limit}, remaining=${remaining}, reset=${reset}`,
    'ratelimit-policy': `${limit};w=60`,
    'ratelimit-limit': String(limit),
    'x-ratelimit-limit': String(limit),
    'ratelimit-remaining': remaining,
    'x-ratelimit-remaining': remaining,
    'ratelimit-reset': epoch,
    'x-ratelimit-reset': epoch,
  };
  if (current.calls <= limit) return { headers, refused: undefined };
  const body = { error: { name: 'rateLimited', message: model.unknowns.text() } };
  const after = { retryafter: reset, 'x-ratelimit-retryafter': reset, 'retry-after': reset };
  return { headers, refused: { status: 429, headers: { ...headers, ...after }, body } };
};
