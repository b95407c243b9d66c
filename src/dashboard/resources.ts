import { ApiError, request } from './api.ts';
import { redraw } from './store.ts';

/** What is known of a path of the control API. A value stays while a newer one is on its way. */
export type Resource<T> =
  | { readonly state: 'loading'; readonly value?: undefined; readonly error?: undefined }
  | { readonly state: 'ready'; readonly value: T; readonly error?: undefined }
  | { readonly state: 'failed'; readonly value?: undefined; readonly error: ApiError };

type Kept = {
  resource: Resource<unknown>;
  stale: boolean;
  loading: boolean;
  /** The drawing that last showed it. */
  used: number;
  /** The time from which it may be asked for again: what is costly is asked for less often. */
  rests: number;
};

const kept = new Map<string, Kept>();
let drawing = 0;

const fetchInto = async (path: string, entry: Kept): Promise<void> => {
  entry.loading = true;
  entry.stale = false;
  const began = Date.now();
  try {
    const text = await request('GET', path);
    entry.resource = { state: 'ready', value: JSON.parse(text) };
  } catch (error) {
    const failure = error instanceof ApiError ? error : new ApiError(0, 'The answer is not valid JSON.');
    // Without a connection the page still shows its last data.
    if (failure.status !== 0 || entry.resource.state !== 'ready') entry.resource = { state: 'failed', error: failure };
  }
  entry.loading = false;
  entry.rests = Date.now() + 10 * (Date.now() - began);
  redraw();
};

/** What is known of a path; asks for it where it is not known or no longer true. */
export const resource = <T>(path: string): Resource<T> => {
  const entry = kept.get(path) ?? { resource: { state: 'loading' }, stale: true, loading: false, used: 0, rests: 0 };
  kept.set(path, entry);
  entry.used = drawing;
  if (entry.stale && !entry.loading) void fetchInto(path, entry);
  return entry.resource as Resource<T>;
};

/** Counts the drawings, by which is known what is still looked at. */
export const beginDrawing = (): void => {
  drawing += 1;
};

let waiting = false;

/** What is shown may have changed: it is asked for again, at most five times a second. */
export const invalidate = (): void => {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    for (const [path, entry] of kept) {
      if (entry.used < drawing - 1) kept.delete(path);
      else if (Date.now() >= entry.rests) entry.stale = true;
      else setTimeout(invalidate, entry.rests - Date.now() + 1);
    }
    redraw();
  }, 200);
};

/** Forgets all: another world, another token, another server. */
export const forgetResources = (): void => {
  kept.clear();
  redraw();
};
