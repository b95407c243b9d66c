import type { Test } from 'tap';
import { test } from 'tap';
import { conflictText, invalidSyntaxText, startApp } from '../helpers.ts';

const before = '2021-02-22T04:24:13.000Z';
const after = '2021-02-22T04:25:13.000Z';

/** A group with Ann and Bob in it, and Cid who is not. */
const startGroup = async (t: Test) => {
  const app = startApp(t);
  const [ann, bob, cid] = [await app.hire('ann@x.com'), await app.hire('bob@x.com'), await app.hire('cid@x.com')];
  const members = [{ value: ann.id }, { value: bob.id }];
  const { id } = (await app.post('/Groups', { displayName: 'A', externalId: 'e', members })).body;
  app.advance(60);
  const names = new Map([
    [ann.id, 'ann'],
    [bob.id, 'bob'],
    [cid.id, 'cid'],
  ]);
  const path = `/Groups/${id}`;
  return {
    app,
    id,
    path,
    ann: ann.id as string,
    bob: bob.id as string,
    cid: cid.id as string,
    patch: (...operations: unknown[]) => app.patch(path, operations),
    members: async (): Promise<(string | undefined)[]> =>
      (await app.get(path)).body.members.map(({ value }: { value: string }) => names.get(value)),
  };
};

test('[group-patch-answer] 200 with the whole group, members too, byte for byte', async (t) => {
  const { id, ann, bob, patch } = await startGroup(t);
  const { status, text } = await patch({ op: 'replace', value: { id, displayName: 'B' } });
  t.equal(status, 200);
  t.equal(
    text,
    `{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"${id}","displayName":"B",` +
      `"members":[{"value":"${ann}","display":"Taylor Lee"},{"value":"${bob}","display":"Taylor Lee"}],"externalId":"e",` +
      `"meta":{"resourceType":"Group","created":"${before}","lastModified":"${after}"}}`,
  );
});

test('[group-patch-rename] replace with a value object, in any letter case of op', async (t) => {
  const { app, id, path, patch, members } = await startGroup(t);
  for (const [index, op] of ['replace', 'Replace', 'REPLACE', 'add'].entries()) {
    t.equal((await patch({ op, value: { id, displayName: `B${index}` } })).body.displayName, `B${index}`, op);
  }
  t.same(await members(), ['ann', 'bob']);
  for (const displayName of ['', ' ', 7, null, {}, ['B']]) {
    t.equal(
      (await patch({ op: 'replace', value: { displayName } })).text,
      invalidSyntaxText,
      JSON.stringify(displayName),
    );
  }
  t.equal((await patch({ op: 'remove', value: { displayName: 'B' } })).text, invalidSyntaxText);
  t.equal((await app.get(path)).body.displayName, 'B3');
});

test('[group-patch-rename] to the name it has: no change', async (t) => {
  const { patch } = await startGroup(t);
  const { status, body } = await patch({ op: 'replace', value: { displayName: 'A' } });
  t.equal(status, 200);
  t.equal(body.meta.lastModified, before);
});

test('[group-rename-anywhere] path displayName, and an object with a displayName under any path', async (t) => {
  const { id, patch, members } = await startGroup(t);
  t.equal((await patch({ op: 'replace', path: 'displayName', value: 'B' })).body.displayName, 'B');
  t.equal((await patch({ op: 'add', path: 'displayName', value: 'C' })).body.displayName, 'C');
  t.equal((await patch({ op: 'replace', path: 'displayName', value: { displayName: 'D' } })).body.displayName, 'D');
  t.equal((await patch({ op: 'replace', path: 'members', value: { id, displayName: 'E' } })).body.displayName, 'E');
  t.same(await members(), ['ann', 'bob'], 'and never empties the group');
  for (const value of ['', 7, null, undefined, []]) {
    t.equal(
      (await patch({ op: 'replace', path: 'displayName', value })).text,
      invalidSyntaxText,
      JSON.stringify(value),
    );
  }
  t.equal((await patch({ op: 'remove', path: 'displayName' })).text, invalidSyntaxText);
});

test('[group-patch-members] add, remove and replace with path members and an array', async (t) => {
  const { ann, bob, cid, patch, members } = await startGroup(t);
  const { status, body } = await patch({ op: 'add', path: 'members', value: [{ value: cid }] });
  t.equal(status, 200);
  t.equal(body.members.length, 3);
  t.equal(body.meta.lastModified, after);
  t.same(await members(), ['ann', 'bob', 'cid']);
  await patch({ op: 'Remove', path: 'members', value: [{ value: ann }, { value: cid }] });
  t.same(await members(), ['bob']);
  await patch({ op: 'REPLACE', path: 'members', value: [{ value: cid, display: 'x' }, { value: bob }] });
  t.same(new Set(await members()), new Set(['bob', 'cid']));
});

test('[group-member-object] one member may be an object in place of an array', async (t) => {
  const { ann, cid, patch, members } = await startGroup(t);
  await patch({ op: 'add', path: 'members', value: { value: cid } });
  t.same(await members(), ['ann', 'bob', 'cid']);
  await patch({ op: 'remove', path: 'members', value: { value: cid, displayName: 'beside a value it is no rename' } });
  t.same(await members(), ['ann', 'bob']);
  await patch({ op: 'replace', path: 'members', value: { value: ann } });
  t.same(await members(), ['ann']);
});

test('[group-patch-no-path] members in the value', async (t) => {
  const { ann, cid, patch, members } = await startGroup(t);
  await patch({ op: 'add', value: { members: [{ value: cid }] } });
  t.same(await members(), ['ann', 'bob', 'cid']);
  await patch({ op: 'remove', value: { members: [{ value: ann }] } });
  t.same(await members(), ['bob', 'cid']);
  const both = await patch({ op: 'replace', value: { displayName: 'B', members: [{ value: ann }], junk: 1 } });
  t.equal(both.body.displayName, 'B');
  t.same(await members(), ['ann']);
  await patch({ op: 'replace', value: { members: [] } });
  t.same(await members(), []);
});

test('[group-remove-by-filter] members[value eq "…"], and all with path members alone', async (t) => {
  const { ann, patch, members } = await startGroup(t);
  t.equal((await patch({ op: 'remove', path: `members[value eq "${ann}"]` })).status, 200);
  t.same(await members(), ['bob']);
  for (const path of [
    'members[]',
    'members[value]',
    'members[value eq]',
    'members[value ne "x"]',
    'members[display eq "x"]',
  ]) {
    t.equal((await patch({ op: 'remove', path })).text, invalidSyntaxText, path);
  }
  t.equal((await patch({ op: 'add', path: `members[value eq "${ann}"]` })).text, invalidSyntaxText);
  t.same(await members(), ['bob']);
  t.equal((await patch({ op: 'remove', path: 'members' })).status, 200);
  t.same(await members(), []);
});

test('[group-replace-empty] replace with a missing, null or empty value empties the group', async (t) => {
  for (const value of [undefined, null, [], '', {}]) {
    const { app, path, patch, members } = await startGroup(t);
    const { status, body } = await patch({ op: 'replace', path: 'members', value });
    t.equal(status, 200, JSON.stringify(value));
    t.equal(body.meta.lastModified, after);
    t.same(await members(), []);
    t.equal((await app.get('/Users')).body.Resources[0].active, true, 'leaving a group deactivates nobody');
    t.equal((await app.get(path)).body.displayName, 'A');
  }
  const { patch, members } = await startGroup(t);
  for (const value of [null, undefined, '', {}, 'x', 7, [7]]) {
    t.equal((await patch({ op: 'add', path: 'members', value })).text, invalidSyntaxText, JSON.stringify(value));
  }
  t.same(await members(), ['ann', 'bob']);
});

test('[group-member-twice] adding twice, removing who is not in: 200, no change', async (t) => {
  const { ann, cid, patch, members } = await startGroup(t);
  const again = await patch({ op: 'add', path: 'members', value: [{ value: ann }, { value: ann }] });
  t.equal(again.status, 200);
  t.equal(again.body.meta.lastModified, before);
  t.same(await members(), ['ann', 'bob']);
  for (const value of [cid, 'f'.repeat(48), 'nobody@x.com']) {
    const removed = await patch({ op: 'remove', path: 'members', value: [{ value }] });
    t.equal(removed.status, 200, value);
    t.equal(removed.body.meta.lastModified, before);
  }
  await patch({ op: 'add', path: 'members', value: [{ value: cid }, { value: cid }] });
  t.same(await members(), ['ann', 'bob', 'cid']);
});

test('[group-external-id] can be replaced, and removed', async (t) => {
  const { patch } = await startGroup(t);
  t.equal((await patch({ op: 'replace', path: 'externalId', value: 'f' })).body.externalId, 'f');
  t.equal((await patch({ op: 'Add', value: { externalId: 'g' } })).body.externalId, 'g');
  for (const value of [7, {}, ['h']]) {
    t.equal((await patch({ op: 'replace', path: 'externalId', value })).text, invalidSyntaxText);
  }
  t.notOk('externalId' in (await patch({ op: 'remove', path: 'externalId' })).body);
});

test('[attribute-names] letter case and URN prefix do not matter in a group PATCH, or do', async (t) => {
  const urn = 'urn:ietf:params:scim:schemas:core:2.0:Group';
  const app = startApp(t);
  const exact = startApp(t, { quirks: { 'attribute-names': 'exact' } });
  for (const one of [app, exact]) {
    const { id: value } = await one.hire('a@example.com');
    const { id } = (await one.post('/Groups', { displayName: 'A' })).body;
    const inside = { members: [{ value, display: 'Taylor Lee' }] };
    for (const [operation, changed] of [
      [{ op: 'Add', path: 'Members', value: [{ Value: value }] }, inside],
      [{ op: 'remove', path: `Members[VALUE eq "${value}"]` }, { members: [] }],
      [{ op: 'replace', path: `${urn}:members`, value: { VALUE: value } }, inside],
      [{ op: 'remove', path: `${urn}:members[value eq "${value}"]` }, { members: [] }],
      [{ op: 'add', value: { [`${urn}:Members`]: [{ value }] } }, inside],
      [{ op: 'replace', path: 'MEMBERS' }, { members: [] }],
      [{ op: 'replace', path: 'displayname', value: 'B' }, { displayName: 'B' }],
      [{ op: 'replace', value: { DISPLAYNAME: 'C' } }, { displayName: 'C' }],
      [{ op: 'replace', path: 'ExternalID', value: '7' }, { externalId: '7' }],
    ] as const) {
      const answer = await one.patch(`/Groups/${id}`, [operation]);
      if (one === app) t.match(answer.body, changed, JSON.stringify(operation));
      else t.equal(answer.text, invalidSyntaxText, JSON.stringify(operation));
    }
    t.equal((await one.get(`/Groups/${id}`)).body.displayName, one === app ? 'C' : 'A');
  }
});

test('[group-patch-unknown] an operation that names nothing known is 400', async (t) => {
  const { app, id, patch } = await startGroup(t);
  const was = app.state();
  const unknown = [
    { op: 'replace', path: 'id', value: 'x' },
    { op: 'replace', path: 'owner', value: 'x' },
    { op: 'add', path: 'Member', value: [] },
    { op: 'replace', path: 'members.value', value: 'x' },
    { op: 'replace', path: 'meta.created', value: before },
    { op: 'replace', value: { id } },
    { op: 'replace', value: { owner: 'x' } },
    { op: 'replace', value: {} },
    { op: 'replace' },
    { op: 'replace', value: null },
    { op: 'add', value: [{ value: 'x' }] },
    { op: 'remove' },
    { op: 'replace', value: 'B' },
  ];
  for (const operation of unknown) t.equal((await patch(operation)).text, invalidSyntaxText, JSON.stringify(operation));
  for (const op of ['', 'move', 'test', null, 7, undefined]) {
    t.equal((await patch({ op, value: { displayName: 'B' } })).text, invalidSyntaxText, String(op));
  }
  for (const body of [{}, { Operations: [] }, { Operations: null }, { operations: [{ op: 'replace' }] }]) {
    t.equal((await app.send('PATCH', `/Groups/${id}`, body)).text, invalidSyntaxText);
  }
  t.same(app.state(), was);
});

test('[patch-atomic] all operations of one request apply, or none', async (t) => {
  const { app, cid, patch, members } = await startGroup(t);
  await app.post('/Groups', { displayName: 'Taken' });
  const was = app.state();
  const good = [
    { op: 'replace', value: { displayName: 'B' } },
    { op: 'add', path: 'members', value: [{ value: cid }] },
    { op: 'replace', path: 'externalId', value: 'f' },
  ];
  t.equal((await patch(...good, { op: 'replace', value: { displayName: 'Taken' } })).text, conflictText);
  t.equal((await patch(...good, { op: 'add', path: 'members', value: [{ value: 'nobody' }] })).text, invalidSyntaxText);
  t.equal((await patch(...good, { op: 'add', path: 'owner', value: 'x' })).text, invalidSyntaxText);
  t.same(app.state(), was);
  t.match((await patch(...good)).body, { displayName: 'B', externalId: 'f' });
  t.same(await members(), ['ann', 'bob', 'cid']);
});

test('[schemas-unchecked] the URN of a PATCH is not checked', async (t) => {
  const { app, path } = await startGroup(t);
  const Operations = [{ op: 'replace', value: { displayName: 'B' } }];
  for (const schemas of [['urn:ietf:params:scim:api:messages:2.0:PutOp'], [], 'x', undefined]) {
    t.equal((await app.send('PATCH', path, { schemas, Operations })).status, 200);
  }
});
