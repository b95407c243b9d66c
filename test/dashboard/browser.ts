import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Test } from 'tap';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/index.ts';

export const chromiumPath = '/usr/bin/chromium';

let browser: Promise<Browser> | undefined;

/** One browser a test file; closed by `closeBrowser`. */
const getBrowser = (): Promise<Browser> => {
  browser ??= chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  return browser;
};

export const closeBrowser = async (): Promise<void> => (await browser)?.close();

export type Theme = 'light' | 'dark';

type PageOptions = { readonly width?: number; readonly theme?: Theme };

/** A page that fails the test for any report of the content policy, any script error and any request off loopback. */
export const openPage = async (
  t: Test,
  url: string,
  { width = 1280, theme = 'light' }: PageOptions = {},
): Promise<Page> => {
  const height = width < 500 ? 812 : 900;
  const context = await (await getBrowser()).newContext({
    viewport: { width, height },
    colorScheme: theme,
    permissions: ['clipboard-read', 'clipboard-write'],
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`policy: ${violatedDirective} ${blockedURI}`),
    );
  });
  page.on('console', (message) => {
    const text = message.text();
    if (/policy|Trusted/i.test(text)) problems.push(text);
  });
  page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
  page.on('request', (request) => {
    const address = new URL(request.url());
    if (address.hostname !== '127.0.0.1' && !['data:', 'blob:'].includes(address.protocol))
      problems.push(request.url());
  });
  t.teardown(async () => {
    await context.close();
    if (problems.length > 0) throw new Error(`the page broke its rules: ${problems.join('; ')}`);
  });
  await page.goto(url);
  return page;
};

/** Sends SCIM requests as a client does. */
export const clientOf = (emulator: { readonly baseUrl: string; readonly key: string }) => {
  const send = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(emulator.baseUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${emulator.key}`,
        ...(body !== undefined && { 'content-type': 'application/scim+json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    // biome-ignore lint/suspicious/noExplicitAny: the tests look into it as clients do
    return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as any };
  };
  return {
    send,
    hire: (userName: string, more: object = {}) =>
      send('POST', '/Users', { userName, name: { givenName: 'Taylor', familyName: 'Lee' }, ...more }),
    find: async (userName: string) =>
      (await send('GET', `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`)).body.Resources[0],
  };
};

export type Client = ReturnType<typeof clientOf>;

export const startPage = async (t: Test, options: EmulatorOptions = {}) => {
  const emulator: Emulator = await startEmulator(options);
  t.teardown(() => emulator.close());
  const ui = `${emulator.url}/_emulator/ui`;
  const open = (address = '', pageOptions: PageOptions = {}): Promise<Page> =>
    openPage(t, `${ui}${address}`, pageOptions);
  return { emulator, open, client: clientOf(emulator), ui };
};

/** Fails the test for each violation that axe finds. */
export const checkAccessibility = async (t: Test, page: Page, name: string): Promise<void> => {
  const { violations, passes } = await new AxeBuilder({ page }).analyze();
  t.ok(passes.length > 5, `${name}: axe looked at the page`);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160))}`);
  t.strictSame(found, [], `${name}: no violation`);
};

/** A run in which every kind of mark, finding and person occurs. */
export const playRun = async (
  emulator: Emulator,
  client: Client,
): Promise<{ readonly taylor: string; readonly kim: string }> => {
  const { world } = emulator;
  await world.accounts.create({ email: 'sam@elsewhere.example', givenName: 'Sam', familyName: 'Ode' });
  await client.send('GET', '/Users?startIndex=1&count=2');
  const { body: taylor } = await client.hire('taylor.lee@example.com', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    emails: [{ value: 'taylor.lee@example.com', primary: true }],
    title: 'Engineer',
    externalId: '00u1',
    active: true,
  });
  const { body: kim } = await client.send('POST', '/Users', {
    userName: 'kim.novak@example.com',
    name: { givenName: 'Kim', familyName: 'Novak' },
  });
  await client.hire('sam@elsewhere.example', { name: { givenName: 'Sam', familyName: 'Ode' } });
  await client.hire('taylor.lee@example.com');
  await client.send('PUT', `/Users/${taylor.id}`, { name: { givenName: 'Taylor', familyName: 'Lee' }, active: false });
  await client.find('Taylor.Lee@example.com');
  await client.send('POST', '/Groups', { displayName: 'Engineering', members: [{ value: taylor.id }] });
  await client.send('DELETE', `/Users/${kim.id}`);
  await client.send('PATCH', `/Users/${kim.id}`, { Operations: [{ op: 'Replace', path: 'active', value: 'False' }] });
  await world.faults.add({
    operations: ['POST /Users'],
    times: 1,
    when: 'after',
    effect: { kind: 'error', status: 500 },
  });
  await client.hire('pat.moss@example.com', { name: { givenName: 'Pat', familyName: 'Moss' } });
  await client.send('GET', `/Groups?count=500`);
  await world.snapshots.save('before-sync');
  return { taylor: taylor.id, kim: kim.id };
};
