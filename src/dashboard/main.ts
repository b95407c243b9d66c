import { render } from 'lit-html';
import { readAddress } from './address.ts';
import { openDialogs } from './dialogs.ts';
import { onKey } from './keyboard.ts';
import { follow } from './live.ts';
import { beginDrawing, forgetResources, invalidate } from './resources.ts';
import { shell, titles } from './shell.ts';
import { current, onActed, onRedraw, redraw, update } from './store.ts';

const root = document.querySelector('#page') as HTMLElement;
root.replaceChildren();

onRedraw(() => {
  beginDrawing();
  render(shell(), root);
  openDialogs();
  const { address } = current();
  document.title = `${address.item ? `${titles[address.view]} ${address.item}` : titles[address.view]} - ${address.world} - SCIM emulator`;
});

addEventListener('hashchange', () => {
  const before = current().address;
  const address = readAddress(location.hash);
  update({ address });
  if (address.world !== before.world) {
    forgetResources();
    void follow(address.world);
  }
  if (address.view !== before.view) {
    document.querySelector('#main')?.scrollTo({ top: 0 });
    invalidate();
  }
});
onActed(invalidate);
addEventListener('keydown', onKey);
addEventListener('focus', invalidate);
addEventListener('resize', redraw);
// A clock that runs and rate-limit windows that empty are seen without a request.
setInterval(() => {
  if (current().address.view === 'world' && document.visibilityState === 'visible') invalidate();
}, 1_000);

void follow(current().address.world);
redraw();
