import type { RequestSummary } from '../../schemas/journal-stream.ts';
import { type Address, readAddress } from './address.ts';

export type Notice = { readonly id: number; readonly kind: 'done' | 'failed'; readonly text: string };

/** A question that is asked before something that cannot be undone. */
export type Question = {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly run: () => Promise<unknown>;
};

export type Connection = 'connecting' | 'live' | 'lost' | 'deleted' | 'locked';

/** The one state of the page. Views are functions of it. */
export type State = {
  readonly address: Address;
  readonly connection: Connection;
  /** When the connection was lost, as a time to show. */
  readonly lostAt: string;
  /** All requests that are known, oldest first. The array grows in place; `arrived` counts. */
  readonly rows: RequestSummary[];
  readonly arrived: number;
  /** True while the requests that were there before are still read. */
  readonly replaying: boolean;
  /** Requests that left the journal before the page read them. */
  readonly missed: number;
  /** Rows after this sequence number are held back; undefined shows all. */
  readonly heldFrom: number | undefined;
  readonly paused: boolean;
  readonly notices: readonly Notice[];
  readonly question: Question | undefined;
  readonly dialog: 'keys' | 'token' | undefined;
  /** Why the last token was refused; empty at first. */
  readonly tokenProblem: string;
  /** What forms and toggles of views remember, by name. */
  readonly local: Readonly<Record<string, string>>;
  /** Names of actions that are under way. */
  readonly busy: ReadonlySet<string>;
};

let state: State = {
  address: readAddress(location.hash),
  connection: 'connecting',
  lostAt: '',
  rows: [],
  arrived: 0,
  replaying: true,
  missed: 0,
  heldFrom: undefined,
  paused: false,
  notices: [],
  question: undefined,
  dialog: undefined,
  tokenProblem: '',
  local: {},
  busy: new Set(),
};

let scheduled = false;
let draw = (): void => {};

/** The page is drawn at most once a frame, whatever happened since. */
export const redraw = (): void => {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    draw();
  });
};

export const onRedraw = (listener: () => void): void => {
  draw = listener;
};

let acted = (): void => {};

/** Called after everything that a button did. */
export const onActed = (listener: () => void): void => {
  acted = listener;
};

export const tellActed = (): void => acted();

export const current = (): State => state;

export const update = (change: Partial<State>): void => {
  state = { ...state, ...change };
  redraw();
};

/** Keeps a value of a form or a toggle. */
export const keep = (name: string, value: string): void => update({ local: { ...state.local, [name]: value } });

let notices = 0;

/** Shows a sentence for a while. */
export const notify = (kind: Notice['kind'], text: string): void => {
  notices += 1;
  const id = notices;
  update({ notices: [...state.notices.slice(-2), { id, kind, text }] });
  setTimeout(() => dismiss(id), kind === 'done' ? 7_000 : 15_000);
};

export const dismiss = (id: number): void => update({ notices: state.notices.filter((notice) => notice.id !== id) });

export const ask = (question: Question): void => update({ question });
