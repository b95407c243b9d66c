import { goTo, toLink, type View } from './address.ts';
import { current, update } from './store.ts';
import { neighbour } from './views/requests.ts';

const places: Readonly<Record<string, View>> = {
  r: 'requests',
  v: 'verdict',
  p: 'people',
  g: 'groups',
  t: 'settings',
  w: 'world',
  b: 'behaviours',
  a: 'worlds',
};

let going = false;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, select, textarea') !== null;

const step = (direction: 1 | -1): void => {
  const link = neighbour(direction);
  if (link === undefined) return;
  goTo(link);
  requestAnimationFrame(() => document.querySelector('tr.selected')?.scrollIntoView({ block: 'nearest' }));
};

/** The keys of the page. None of them acts while someone types or a dialog is open. */
export const onKey = (event: KeyboardEvent): void => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('dialog'))
    return;
  const { address } = current();
  const { key } = event;
  if (going) {
    going = false;
    const view = places[key];
    if (view) goTo(toLink(address.world, view));
  } else if (key === 'g') going = true;
  else if (key === '?') update({ dialog: 'keys' });
  else if (key === '/') {
    event.preventDefault();
    document.querySelector<HTMLInputElement>('#filter-q')?.focus();
  } else if (address.view !== 'requests' && address.view !== 'home') return;
  else if (key === 'j') step(1);
  else if (key === 'k') step(-1);
  else if (key === 'p') document.querySelector<HTMLButtonElement>('.list button[aria-pressed]')?.click();
  else if (key === 'Escape' && address.item) goTo(toLink(address.world, 'requests', undefined, address.query));
};
