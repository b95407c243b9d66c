import { readFileSync } from 'node:fs';
import tap, { test } from 'tap';
import { closeBrowser, playRun, startPage } from './browser.ts';

tap.teardown(closeBrowser);

const w = '#/w/default';

test('an admin walks from an empty server to a person who still has access, and finds out why', async (t) => {
  const { emulator, open, client } = await startPage(t);
  const page = await open();
  await page.getByRole('button', { name: 'Send the first request' }).click();
  await page.getByRole('link', { name: 'POST /Users taylor.lee@example.com' }).click();
  await page.locator('.line.ignored', { hasText: 'title' }).waitFor();
  await page.goto(`${emulator.url}/_emulator/ui${w}/people`);
  const form = page.locator('form', { hasText: 'Account elsewhere' });
  await form.getByLabel('Address').fill('sam@elsewhere.example');
  await form.getByRole('button').click();
  await page.getByText('now sends an invite').waitFor();
  t.equal((await client.hire('sam@elsewhere.example')).body.active, false);
  await page.getByRole('button', { name: 'Accept the invite of sam@elsewhere.example' }).click();
  await page.getByText('SCIM now lists sam@elsewhere.example with active true').waitFor();
  const sam = await client.find('sam@elsewhere.example');
  t.equal(sam.active, true);
  await client.send('PUT', `/Users/${sam.id}`, { name: { givenName: 'Sam', familyName: 'Ode' }, active: false });
  await page.getByRole('link', { name: /Verdict/ }).click();
  await page.getByText('PUT does not deactivate').waitFor();
  await page.locator('.finding', { hasText: 'PUT does not deactivate' }).getByRole('link', { name: /No\. / }).click();
  await page.locator('.line.ignored', { hasText: 'active' }).waitFor();
  t.equal((await client.find('sam@elsewhere.example')).active, true, 'the person still has access');
});

test('what an admin does to people shows in SCIM', async (t) => {
  const { emulator, open, client } = await startPage(t);
  const { world } = emulator;
  const { taylor } = await playRun(emulator, client);
  const page = await open(`${w}/people`);
  const get = async (id: string) => (await client.send('GET', `/Users/${id}`)).body;
  await page.getByRole('button', { name: 'Remove taylor.lee@example.com' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  t.equal((await get(taylor)).active, true, 'nothing happens before the question is answered');
  await page.getByRole('button', { name: 'Remove taylor.lee@example.com' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('SCIM now shows taylor.lee@example.com with active false').waitFor();
  t.equal((await get(taylor)).active, false);
  await page.getByRole('button', { name: 'Put back taylor.lee@example.com' }).click();
  await page.getByText('with active true').waitFor();
  t.equal((await get(taylor)).active, true);
  await page.getByRole('button', { name: 'Block sign-in of taylor.lee@example.com' }).click();
  await page.getByRole('button', { name: 'Allow sign-in of taylor.lee@example.com' }).waitFor();
  t.equal((await world.team.members.get(taylor)).signIn, 'blocked');
  await page.getByLabel('Role of taylor.lee@example.com').selectOption('admin');
  await page.getByText('taylor.lee@example.com is admin').waitFor();
  t.equal((await world.team.members.get(taylor)).role, 'admin');
  await page.getByRole('button', { name: 'Decline the invite of sam@elsewhere.example' }).click();
  await page.getByText('No invite is pending').waitFor();
  const invite = page.locator('form', { hasText: 'Invite from the app' });
  await invite.getByLabel('Address').fill('new@elsewhere.example');
  await invite.getByRole('button').click();
  await page.getByRole('button', { name: 'Cancel the invite of new@elsewhere.example' }).click();
  await page.getByText('No invite is pending').waitFor();
  t.strictSame(await world.team.invites.list(), []);
  const add = page.locator('form', { hasText: 'Add a member without SCIM' });
  await add.getByLabel('Address').fill('ada@example.com');
  await add.getByRole('button').click();
  await page.getByRole('rowheader', { name: /ada@example\.com/ }).waitFor();
  t.equal((await client.find('ada@example.com')).active, true);
  await add.getByLabel('Address').fill('ada@example.com');
  await add.getByRole('button').click();
  await page.locator('.notice.failed').waitFor();
  t.equal(await add.getByLabel('Address').inputValue(), 'ada@example.com', 'a form that failed keeps its fields');
});

test('team settings are followed by what a client meets', async (t) => {
  const { emulator, open, client } = await startPage(t);
  const page = await open(`${w}/settings`);
  const status = async (key = emulator.key) =>
    (await fetch(`${emulator.baseUrl}/Users`, { headers: { authorization: key } })).status;
  await page.getByRole('button', { name: 'Turn SCIM provisioning off' }).click();
  await page.getByRole('button', { name: 'Turn SCIM provisioning on' }).waitFor();
  t.equal(await status(), 401);
  await page.getByRole('button', { name: 'Turn SCIM provisioning on' }).click();
  await page.getByRole('button', { name: 'Turn SCIM provisioning off' }).waitFor();
  t.equal(await status(), 200);
  await page.locator('input[name=domain]').fill('elsewhere.example');
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByRole('button', { name: 'Remove elsewhere.example' }).waitFor();
  await emulator.world.accounts.create({ email: 'sam@elsewhere.example' });
  t.equal((await client.hire('sam@elsewhere.example')).body.active, true, 'a verified domain joins at once');
  await page.getByLabel('Name of the key').fill('Okta');
  await page.getByRole('button', { name: 'Generate SCIM API Key' }).click();
  const card = page.locator('.card', { hasText: 'Okta' }).first();
  await card.waitFor();
  const key = (await card.locator('code').textContent()) ?? '';
  t.equal(await status(key), 200);
  await card.getByRole('button', { name: /Copy/ }).click();
  t.equal(await page.evaluate(() => navigator.clipboard.readText()), key);
  await card.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await card.getByText('REVOKED').waitFor();
  t.equal(await status(key), 401);
  const first = page.locator('.card', { hasText: emulator.key }).first();
  await first.getByRole('button', { name: 'Regenerate, keep the old one for an hour' }).click();
  await page.getByText('There is a new key').waitFor();
  t.equal(await status(), 200, 'the old key still works');
  t.equal((await emulator.world.team.keys.list()).length, 3);
});

test('the world is steered: clock, limit, faults, profile, switches, snapshots, document, reset', async (t) => {
  const { emulator, open, client } = await startPage(t);
  const { world } = emulator;
  const page = await open(`${w}/world`);
  const click = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await click('Freeze');
  await page.getByText('frozen', { exact: true }).waitFor();
  const before = Date.parse((await world.clock.get()).now);
  await click('+ 1 day');
  await page.getByText('One day on.').waitFor();
  t.equal(Date.parse((await world.clock.get()).now) - before, 86_400_000);
  await click('Back to real time');
  await page.getByText('The clock shows real time.').waitFor();
  await page.getByLabel('off, postman, or reads/writes a minute').fill('1/1');
  await click('Change');
  await page.getByText('The rate limit is 1/1.').waitFor();
  await client.send('GET', '/Users');
  t.equal((await client.send('GET', '/Users')).status, 429);
  await page.getByText('1 of 1').first().waitFor();
  await page.getByLabel('off, postman, or reads/writes a minute').fill('off');
  await click('Change');
  await page.getByText('The rate limit is off.').waitFor();
  await click('Keep a snapshot').catch(() => {});
  await page.getByLabel('Name', { exact: true }).fill('empty');
  await click('Keep a snapshot');
  await page.getByText('Kept as empty.').waitFor();
  await click('The next POST answers 500 after the work was done');
  await page.getByText('error 500').waitFor();
  t.equal((await client.hire('a@example.com')).status, 500);
  t.equal((await client.find('a@example.com')).active, true, 'the work was done');
  await page.getByText('1 of 1', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Remove fault-1' }).click();
  await page.getByText('No fault is set.').waitFor();
  await page.getByText('Another fault').click();
  await page.locator('select[name=operation]').selectOption('GET /Groups');
  await page.locator('select[name=kind]').selectOption('proxy-page');
  await click('Set the fault');
  await page.getByText('proxy-page 502').waitFor();
  t.equal((await fetch(`${emulator.baseUrl}/Groups`, { headers: { authorization: emulator.key } })).status, 502);
  await page.getByRole('button', { name: 'Restore empty' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
  await page.getByText('The world is as it was at empty.').waitFor();
  t.equal(await client.find('a@example.com'), undefined);
  await page.locator('#profile').selectOption('2026-08');
  await page.getByText('The team answers as 2026-08.').waitFor();
  t.equal((await world.team.get()).profile, '2026-08');
  const waiting = page.waitForEvent('download');
  await click('Export the world');
  const document = JSON.parse(readFileSync(await (await waiting).path(), 'utf8'));
  t.equal(document.version, 1);
  document.teams[0].name = 'Imported';
  const file = { name: 'world.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(document)) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click();
  await page.getByText('The world is as the document says.').waitFor();
  t.equal((await world.team.get()).name, 'Imported');
  await click('Reset the world');
  await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
  await page.getByText('The world is as it was created.').waitFor();
  t.not((await world.team.get()).name, 'Imported');
  await page.goto(`${emulator.url}/_emulator/ui${w}/behaviours?q=pending-invite`);
  await page
    .locator('.card', { hasText: 'pending-invite' })
    .getByLabel(/inactive/)
    .first()
    .click();
  await page.getByText('pending-invite is inactive from now on').waitFor();
  t.equal((await world.team.get()).quirks['pending-invite'], 'inactive');
});

test('worlds are made, chosen and deleted, and what one sees can be taken along', async (t) => {
  const { emulator, open, client } = await startPage(t);
  await playRun(emulator, client);
  const page = await open('#/worlds');
  await page.getByLabel('Name (optional)').fill('second');
  await page.getByRole('button', { name: 'Create a world' }).click();
  await page.getByRole('link', { name: 'second' }).click();
  await page.getByText('Nothing has arrived yet').waitFor();
  await page.goto(`${emulator.url}/_emulator/ui#/w/second/world`);
  await page.getByRole('button', { name: 'Delete the world' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('1 world', { exact: true }).waitFor();
  t.strictSame(
    (await emulator.worlds.list()).map(({ id }) => id),
    ['default'],
  );
  await page.goto(`${emulator.url}/_emulator/ui${w}/verdict`);
  for (const [label, holds] of [
    ['Markdown', /PUT does not deactivate/],
    ['JSON', /"put-active-ignored"/],
    ['HAR', /"version":"1\.2"/],
  ] as const) {
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: new RegExp(label) }).click();
    t.match(readFileSync(await (await waiting).path(), 'utf8'), holds, label);
  }
  await page.goto(`${emulator.url}/_emulator/ui${w}/requests/2`);
  const copied = async (name: string): Promise<string> => {
    await page.getByRole('button', { name }).click();
    await page
      .getByText(/^Copied/)
      .first()
      .waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  t.match(await copied('Copy as curl'), /curl -X POST .*\/scim\/v2\/Users' \\\n.*\$SCIM_KEY/);
  t.match(await copied('Copy as node:test'), /assert\.equal\(answer\.status, 201\)/);
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download HAR' }).click();
  t.match(readFileSync(await (await waiting).path(), 'utf8'), /"sequence":2/);
});

test('the other reading of a behaviour is tried without a change, and a person has a history', async (t) => {
  const { emulator, open, client } = await startPage(t);
  await emulator.world.accounts.create({ email: 'sam@elsewhere.example' });
  await client.hire('sam@elsewhere.example');
  await client.send('GET', '/Users/unknown');
  await emulator.world.team.invites.accept('sam@elsewhere.example');
  const { id } = await client.find('sam@elsewhere.example');
  await client.send('POST', '/Users', { userName: 'kim@example.com', name: { givenName: 'Kim' } });
  const page = await open(`${w}/requests/4`);
  const document = await emulator.world.export();
  await page.getByRole('button', { name: 'Try the other reading' }).first().click();
  const readings = page.getByRole('region', { name: 'The same request under other readings' });
  await readings
    .getByText(/required-names = /)
    .first()
    .waitFor();
  await readings.getByText('201').first().waitFor();
  t.strictSame(await emulator.world.export(), document, 'nothing was changed');
  await page.goto(`${emulator.url}/_emulator/ui${w}/people/${id}`);
  await page.getByRole('region', { name: 'Table of the history' }).getByRole('row').nth(1).waitFor();
  await page.goto(`${emulator.url}/_emulator/ui${w}/settings`);
  await page.locator('select[name=plan]').selectOption('free');
  await page.getByRole('button', { name: 'Change' }).click();
  await page.locator('.notice').first().waitFor();
  t.equal((await emulator.world.team.get()).plan, 'free');
  t.equal((await client.send('GET', '/Users')).status, 401);
});
