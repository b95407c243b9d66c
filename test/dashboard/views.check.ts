import tap, { test } from 'tap';
import { checkAccessibility, closeBrowser, playRun, startPage, type Theme } from './browser.ts';

tap.teardown(closeBrowser);

const w = '#/w/default';

/** Every view with its address, and a text that only it shows. */
const views: readonly (readonly [name: string, address: string, shows: string])[] = [
  ['start', `${w}/start`, 'Connect a client'],
  ['requests', `${w}/requests`, '12 requests'],
  ['request', `${w}/requests/2`, 'never-stored'],
  ['refused', `${w}/requests/5`, 'Refused.'],
  ['faulty', `${w}/requests/11`, 'A fault decided this answer'],
  ['verdict', `${w}/verdict`, 'PUT does not deactivate'],
  ['people', `${w}/people`, 'Licences used'],
  ['groups', `${w}/groups`, 'Engineering'],
  ['settings', `${w}/settings`, 'Generate SCIM API Key'],
  ['world', `${w}/world`, 'before-sync'],
  ['behaviours', `${w}/behaviours`, 'unrouted-before-key'],
  ['worlds', '#/worlds', '1 world'],
];

const pictured = ['requests', 'request', 'verdict', 'people'];

for (const theme of ['light', 'dark'] as Theme[]) {
  test(`every view shows what its address says, without a violation of accessibility, in ${theme}`, async (t) => {
    const { emulator, open, client } = await startPage(t, { port: 0 });
    const { taylor } = await playRun(emulator, client);
    const page = await open('', { theme });
    for (const [name, address, shows] of [...views, ['person', `${w}/people/${taylor}`, 'GET /Users/'] as const]) {
      await page.goto(`${emulator.url}/_emulator/ui${address}`);
      await page.getByText(shows).first().waitFor({ timeout: 5_000 });
      await checkAccessibility(t, page, name);
      if (pictured.includes(name)) await page.screenshot({ path: `docs/images/${name}-${theme}.png` });
    }
  });
}

test('every view fits a phone, and a page of 200 %', async (t) => {
  const { emulator, open, client } = await startPage(t);
  await playRun(emulator, client);
  for (const width of [375, 640, 1920]) {
    const page = await open('', { width });
    for (const [name, address, shows] of views) {
      await page.goto(`${emulator.url}/_emulator/ui${address}`);
      await page.getByText(shows).first().waitFor({ timeout: 5_000 });
      const wide = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.querySelector('main') as HTMLElement;
        return [document.documentElement.scrollWidth - innerWidth, scrollWidth - clientWidth];
      });
      t.ok(
        wide.every((over) => over <= 0),
        `${name} at ${width}: ${wide}`,
      );
    }
    await checkAccessibility(t, page, `${width}`);
  }
});

test('the empty states are there, and a view without anything has no violation', async (t) => {
  const { emulator, open } = await startPage(t);
  const page = await open();
  for (const [address, shows] of [
    ['', 'Nothing has arrived yet'],
    [`${w}/requests`, 'No requests yet'],
    [`${w}/requests/99`, 'This request is not in the journal'],
    [`${w}/verdict`, 'No verdict yet'],
    [`${w}/people`, 'Nobody is in the team yet'],
    [`${w}/groups`, 'There is no group yet'],
    [`${w}/people/nobody`, 'This could not be loaded'],
    ['#/w/nothing/people', 'This world does not exist'],
  ] as const) {
    await page.goto(`${emulator.url}/_emulator/ui${address}`);
    await page.getByText(shows).first().waitFor({ timeout: 5_000 });
    await checkAccessibility(t, page, shows);
  }
});

test('filters stand in the address; reload and Back keep them', async (t) => {
  const { emulator, open, client } = await startPage(t);
  await playRun(emulator, client);
  const page = await open(`${w}/requests?status=4xx`);
  await page.getByText('2 of 12 requests').waitFor();
  await page.getByLabel('Person or group').fill('taylor');
  await page.getByText('1 of 12 requests').waitFor();
  t.match(page.url(), /status=4xx&who=taylor/);
  await page.reload();
  await page.getByText('1 of 12 requests').waitFor();
  await page.getByRole('link', { name: /POST \/Users taylor/ }).click();
  await page.getByRole('heading', { name: /POST/ }).waitFor();
  t.match(page.url(), /requests\/5\?status=4xx&who=taylor/);
  await page.goBack();
  await page.getByRole('heading', { name: /POST/ }).waitFor({ state: 'detached' });
  t.match(page.url(), /requests\?status=4xx&who=taylor/);
  for (const [filter, found] of [
    ['op=getScimUserResources', 2],
    ['op=unrouted', 1],
    ['q=never-stored', 1],
    ['unchanged=1', 1],
    ['problems=1', 5],
    ['status=409', 1],
  ] as const) {
    await page.goto(`${emulator.url}/_emulator/ui${w}/requests?${filter}`);
    await page
      .getByText(`${found} of 12 requests`)
      .waitFor({ timeout: 3_000 })
      .catch(() => t.fail(filter));
  }
});

test('the keyboard reaches everything', async (t) => {
  const { emulator, open, client } = await startPage(t);
  await playRun(emulator, client);
  const page = await open(`${w}/requests`);
  await page.getByText('12 requests').waitFor();
  await page.keyboard.press('/');
  t.equal(await page.evaluate(() => document.activeElement?.id), 'filter-q');
  await page.keyboard.type('jk?');
  t.match(page.url(), /q=jk%3F/, 'typing is not a command');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.locator('main').focus();
  await page.keyboard.press('j');
  await page.waitForURL(/requests\/12/);
  await page.keyboard.press('j');
  await page.waitForURL(/requests\/11/);
  await page.keyboard.press('k');
  await page.waitForURL(/requests\/12/);
  await page.keyboard.press('Escape');
  await page.waitForURL(/requests$/);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await checkAccessibility(t, page, 'keys');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.waitForURL(/people/);
  t.pass('each key led where it says');
});
