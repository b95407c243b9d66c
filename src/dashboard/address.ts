/** The views of a world; `home` is Start until there are requests, and Requests from then on. */
export type View =
  | 'home'
  | 'start'
  | 'requests'
  | 'verdict'
  | 'people'
  | 'groups'
  | 'settings'
  | 'world'
  | 'behaviours'
  | 'worlds';

const views: readonly string[] = [
  'start',
  'requests',
  'verdict',
  'people',
  'groups',
  'settings',
  'world',
  'behaviours',
] satisfies View[];

export type Query = Readonly<Record<string, string>>;

/** An address of the page: everything after the # of the URL. */
export type Address = {
  readonly world: string;
  readonly view: View;
  /** What the view shows one of: a sequence number, the id of a person. */
  readonly item: string | undefined;
  readonly query: Query;
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

export const readAddress = (hash: string): Address => {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [first = '', world = 'default', view = 'home', item] = path.split('/').map(decode);
  const query = Object.fromEntries(new URLSearchParams(search));
  if (first === 'worlds') return { world: 'default', view: 'worlds', item: undefined, query };
  const known = first === 'w' && views.includes(view);
  return { world: world || 'default', view: known ? (view as View) : 'home', item: item || undefined, query };
};

/** The address of a view as a link; empty values of the query are left out. */
export const toLink = (world: string, view: View, item?: string, query: Query = {}): string => {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  const path =
    view === 'worlds' ? ['worlds'] : ['w', world, ...(view === 'home' ? [] : [view]), ...(item ? [item] : [])];
  return `#/${path.map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`;
};

/** Changes the address without leaving the view: typing into a filter makes no steps for Back. */
export const replaceAddress = (link: string): void => {
  history.replaceState(null, '', link);
  dispatchEvent(new HashChangeEvent('hashchange'));
};

/** Goes to an address at once, so that the next key already acts on it. */
export const goTo = (link: string): void => {
  history.pushState(null, '', link);
  dispatchEvent(new HashChangeEvent('hashchange'));
};
