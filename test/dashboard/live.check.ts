import { setTimeout as sleep } from 'node:timers/promises';
import tap, { test } from 'tap';
import { startEmulator } from '../../src/index.ts';
import { clientOf, closeBrowser, openPage, startPage } from './browser.ts';

tap.teardown(closeBrowser);

const w = '#/w/default';

test('hostile names are shown as text, and do nothing', async (t) => {
  const { emulator, open, client } = await startPage(t);
  const names = [
    '<img src=x onerror=alert(1)>',
    '</script><script>alert(1)</script>',
    '\u202egnp.exe',
    '\u001b[31mred\u001b[0m',
    '\u{1f600}'.repeat(50),
    '{{alert(1)}}',
    'javascript:alert(1)',
  ];
  for (const [index, givenName] of names.entries()) {
    await client.send('POST', '/Users', {
      userName: `h${index}@example.com`,
      name: { givenName, familyName: 'X' },
      [givenName]: givenName,
    });
    await client.send('POST', '/Groups', { displayName: givenName });
  }
  await client.send('PUT', '/Users/x', { name: { givenName: 'x'.repeat(1_000_000), familyName: 'Y' } });
  await client.send(
    'GET',
    `/Users?filter=${encodeURIComponent(names[0] as string)}&${encodeURIComponent(names[1] as string)}=1`,
  );
  const page = await open(`${w}/requests`);
  page.on('dialog', () => t.fail('a script ran'));
  await page.getByText('16 requests').waitFor();
  for (let item = 1; item <= 16; item += 1) {
    await page.goto(`${emulator.url}/_emulator/ui${w}/requests/${item}`);
    await page.locator('#sent-title').waitFor();
  }
  for (const view of ['people', 'groups', 'verdict', 'start']) {
    await page.goto(`${emulator.url}/_emulator/ui${w}/${view}`);
    await page.locator('h1').waitFor();
    await sleep(100);
  }
  await page.goto(`${emulator.url}/_emulator/ui${w}/groups`);
  await page.getByText('<img src=x onerror=alert(1)>').waitFor();
  const shown = await page.locator('main').innerText();
  t.notOk(shown.includes('\u202e') || shown.includes('\u001b'), 'no character turns or hides another');
  t.equal(await page.locator('main img').count(), 0);
});

test('two pages follow the same world', async (t) => {
  const { emulator, open, client } = await startPage(t);
  await emulator.world.accounts.create({ email: 'sam@elsewhere.example' });
  await client.hire('sam@elsewhere.example');
  const one = await open(`${w}/people`);
  const other = await open(`${w}/people`);
  await other.getByRole('button', { name: 'Accept the invite of sam@elsewhere.example' }).waitFor();
  await one.getByRole('button', { name: 'Accept the invite of sam@elsewhere.example' }).click();
  await other.getByText('No invite is pending').waitFor({ timeout: 3_000 });
  await other.getByRole('rowheader', { name: /sam@elsewhere/ }).waitFor({ timeout: 3_000 });
  t.pass('the other page shows the new member');
});

test('a server that stops and comes back is told of, and the page goes on with the new journal', async (t) => {
  const first = await startEmulator();
  const { port } = new URL(first.url);
  const page = await openPage(t, `${first.url}/_emulator/ui${w}/requests`);
  await clientOf(first).hire('old@example.com');
  await page.getByText('old@example.com').waitFor();
  await first.close();
  await page.getByText('The emulator does not answer.').first().waitFor();
  t.equal(await page.getByText('old@example.com').count(), 1, 'what was known stays on the page');
  const second = await startEmulator({ port: Number(port) });
  t.teardown(() => second.close());
  await clientOf(second).hire('new@example.com');
  await page.getByText('new@example.com').waitFor({ timeout: 15_000 });
  t.equal(await page.getByText('old@example.com').count(), 0, 'the numbers began anew');
  t.equal(await page.getByText('The emulator does not answer.').count(), 0);
});

test('a world that is deleted under the page is told of', async (t) => {
  const { emulator, open } = await startPage(t);
  const world = await emulator.worlds.create({ id: 'brief' });
  const page = await open('#/w/brief/people');
  await page.getByText('Nobody is in the team yet').waitFor();
  await world.delete();
  await page.getByText('This world does not exist').waitFor({ timeout: 3_000 });
  await page.getByRole('link', { name: 'All worlds' }).last().click();
  await page.getByText('1 world', { exact: true }).waitFor();
  t.pass('and the other worlds are a click away');
});

test('a token is asked for, a wrong one is refused, and the right one stays in the tab', async (t) => {
  const { emulator, open } = await startPage(t, { controlToken: 'right' });
  await emulator.world.team.members.add({ email: 'ada@example.com' });
  const page = await open(`${w}/people`);
  await page.getByRole('dialog', { name: 'Control token' }).waitFor();
  t.equal(await page.getByText('ada@example.com').count(), 0);
  await page.locator('input[name=token]').fill('wrong');
  await page.keyboard.press('Enter');
  await page.getByText('The emulator refused this token.').waitFor();
  await page.locator('input[name=token]').fill('right');
  await page.keyboard.press('Enter');
  await page.getByText('ada@example.com').first().waitFor();
  await page.reload();
  await page.getByText('ada@example.com').first().waitFor();
  t.equal(await page.evaluate(() => localStorage.length), 0);
  t.notMatch(page.url(), /right/);
});

test('new rows wait while one reads, and Pause holds them', async (t) => {
  const { open, client } = await startPage(t);
  for (let call = 0; call < 60; call += 1) await client.send('GET', '/Users');
  const page = await open(`${w}/requests`);
  await page.getByText('60 requests').waitFor();
  await page.locator('.rows').evaluate((rows) => rows.scrollTo(0, 600));
  await page.waitForTimeout(100);
  const row = page.locator('[data-sequence="35"]');
  const top = async () => (await row.boundingBox())?.y;
  const before = await top();
  for (let call = 0; call < 12; call += 1) await client.send('GET', '/Users');
  await page.getByRole('button', { name: '12 new' }).waitFor();
  t.equal(await top(), before, 'what one reads does not move');
  await page.getByRole('button', { name: '12 new' }).click();
  await page.locator('[data-sequence="72"]').waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  await client.send('GET', '/Users');
  await page.getByRole('button', { name: '1 new' }).waitFor();
  t.equal(await page.locator('[data-sequence="73"]').count(), 0);
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.locator('[data-sequence="73"]').waitFor();
});

test('is fast: first paint, a new row at 50 requests a second, and 40,000 entries', async (t) => {
  const { emulator, open, client, ui } = await startPage(t, { journal: '512MB' });
  const page = await open(`${w}/requests`);
  await page.goto(`${ui}?again`);
  await page.locator('h1').waitFor();
  const paint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 9_999,
  );
  t.ok(paint < 300, `first paint after ${Math.round(paint)} ms`);
  await page.goto(`${emulator.url}/_emulator/ui${w}/requests`);
  await client.send('GET', '/Users');
  await page.locator('[data-sequence="1"]').waitFor();
  await page.evaluate(() => {
    const seen: Record<string, number> = {};
    Object.assign(window, { seen });
    new MutationObserver(() => {
      for (const row of document.querySelectorAll<HTMLElement>('[data-sequence]')) {
        seen[row.dataset.sequence ?? ''] ??= performance.timeOrigin + performance.now();
      }
    }).observe(document.body, { childList: true, subtree: true, attributes: true });
  });
  const sent: Record<string, number> = {};
  for (let call = 2; call <= 101; call += 1) {
    sent[call] = Date.now();
    void client.send('GET', '/Users');
    await sleep(20);
  }
  await page.locator('[data-sequence="101"]').waitFor();
  const seen = await page.evaluate(() => (window as unknown as { seen: Record<string, number> }).seen);
  const delays = Object.entries(sent).map(([sequence, at]) => (seen[sequence] ?? Number.POSITIVE_INFINITY) - at);
  delays.sort((one, other) => one - other);
  const slow = delays[Math.floor(delays.length * 0.95)] ?? 0;
  t.ok(slow < 200, `95 of 100 rows on screen after ${Math.round(slow)} ms`);
  for (let call = 0; call < 40_000; call += 500) {
    await Promise.all(
      Array.from({ length: 500 }, () =>
        emulator.inject({ url: '/scim/v2/Users', headers: { authorization: emulator.key } }),
      ),
    );
  }
  const began = Date.now();
  await page.reload();
  await page.getByText('40,101 requests').waitFor({ timeout: 20_000 });
  t.pass(`40,000 entries after ${Date.now() - began} ms`);
  t.ok((await page.locator('[data-sequence]').count()) < 100, 'rows that are out of sight are not in the document');
  const longest = await page.evaluate(async () => {
    const rows = document.querySelector('.rows') as HTMLElement;
    let worst = 0;
    for (let step = 0; step < 40; step += 1) {
      const start = performance.now();
      rows.scrollTop = (rows.scrollHeight / 40) * step;
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      worst = Math.max(worst, performance.now() - start);
    }
    return worst;
  });
  t.ok(longest < 250, `the longest of 40 jumps took ${Math.round(longest)} ms`);
  await page.getByLabel('Text', { exact: true }).fill('101');
  await page.getByText(/of 40,101 requests/).waitFor({ timeout: 3_000 });
});
