import { test } from 'tap';
import { invalidSyntaxText, startApp } from '../helpers.ts';

test('[text-limit] 1,024 characters are stored, one more is refused and changes nothing, wherever a text is taken', async (t) => {
  const app = startApp(t);
  const { id } = await app.hire('a@example.com');
  const group = (await app.post('/Groups', { displayName: 'Group' })).body.id;
  const name = { givenName: 'G', familyName: 'F' };
  let number = 0;
  const address = (): string => {
    number += 1;
    return `p${number}@example.com`;
  };
  const calls: Record<string, (text: string) => Promise<{ status: number; text: string }>> = {
    givenName: (text) => app.post('/Users', { userName: address(), name: { ...name, givenName: text } }),
    familyName: (text) => app.post('/Users', { userName: address(), name: { ...name, familyName: text } }),
    externalId: (text) => app.post('/Users', { userName: address(), name, externalId: text }),
    'PUT name': (text) => app.put(`/Users/${id}`, { userName: 'a@example.com', name: { ...name, givenName: text } }),
    'group displayName': (text) => app.post('/Groups', { displayName: text }),
    'group externalId': (text) => app.post('/Groups', { displayName: `g${text.length}`, externalId: text }),
    rename: (text) => app.patch(`/Groups/${group}`, [{ op: 'replace', path: 'displayName', value: text }]),
    'rename without path': (text) => app.patch(`/Groups/${group}`, [{ op: 'replace', value: { displayName: text } }]),
    'PATCH externalId': (text) => app.patch(`/Groups/${group}`, [{ op: 'replace', path: 'externalId', value: text }]),
  };
  for (const [where, call] of Object.entries(calls)) {
    const before = JSON.stringify(app.state());
    t.equal((await call('x'.repeat(1025))).text, invalidSyntaxText, `${where} of 1,025`);
    t.equal(JSON.stringify(app.state()), before, `${where}: nothing changed`);
    const unique = `${where}${'x'.repeat(1024)}`.slice(0, 1024);
    t.ok((await call(unique)).status < 300, `${where} of 1,024`);
  }
});
