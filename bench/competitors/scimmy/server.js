// A SCIM service as one would write it with SCIMMY and its routers: a Map by id, another by userName, the rest is theirs.
// Arguments: the world document with the users, the port, the key.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import express from 'express';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';

const [, , seed, port, key] = process.argv;
const team = JSON.parse(readFileSync(seed, 'utf8')).teams[0];
const metaOf = (resourceType, created, lastModified) => ({ resourceType, created, lastModified });

const users = new Map();
const byUserName = new Map();
const groups = new Map();

const keep = (user) => {
  users.set(user.id, user);
  byUserName.set(user.userName.toLowerCase(), user);
  return user;
};

for (const { id, email, givenName, familyName, externalId, created, lastModified } of team.members) {
  const meta = metaOf('User', new Date(created), new Date(lastModified));
  keep({ id, userName: email, name: { givenName, familyName }, externalId, active: true, meta });
}
for (const { id, displayName, members } of team.groups) {
  const meta = metaOf('Group', new Date(), new Date());
  const withNames = members.map((email) => {
    const { id: value, name } = byUserName.get(email);
    return { value, display: `${name.givenName} ${name.familyName}` };
  });
  groups.set(id, { id, displayName, members: withNames, meta });
}

const notFound = () => {
  throw new SCIMMY.Types.Error(404, null, 'not found');
};

/** Reads by id, by an indexed attribute, or a page cut before SCIMMY makes resources of it. */
const egressOf = (store, indexed) => (resource) => {
  if (resource.id) return store.get(resource.id) ?? notFound();
  const wanted = resource.filter?.length === 1 ? resource.filter[0][indexed?.attribute]?.[1] : undefined;
  if (indexed && wanted !== undefined) {
    const found = indexed.index.get(wanted.toLowerCase());
    return found ? [found] : [];
  }
  if (resource.filter) return resource.filter.match([...store.values()]);
  const { startIndex = 1, count = 20 } = resource.constraints ?? {};
  if (startIndex > 1) return [...store.values()];
  resource.constraints = { ...resource.constraints, totalResults: store.size };
  return [...store.values().take(count)];
};

SCIMMY.Resources.declare(SCIMMY.Resources.User, {
  egress: egressOf(users, { attribute: 'userName', index: byUserName }),
  ingress: (resource, data) => {
    const { userName, name, externalId, active } = data;
    const id = resource.id ?? randomBytes(24).toString('hex');
    if (!resource.id && byUserName.has(userName.toLowerCase()))
      throw new SCIMMY.Types.Error(409, 'uniqueness', 'taken');
    const now = new Date();
    return keep({ id, userName, name, externalId, active, meta: metaOf('User', now, now) });
  },
  degress: notFound,
});

SCIMMY.Resources.declare(SCIMMY.Resources.Group, {
  egress: egressOf(groups),
  ingress: (resource, data) => {
    const { displayName, members } = data;
    const id = resource.id ?? randomBytes(24).toString('hex');
    const group = { id, displayName, members, meta: metaOf('Group', new Date(), new Date()) };
    groups.set(id, group);
    return group;
  },
  degress: notFound,
});

const app = express();
// SCIMMY takes startIndex and count as numbers alone, Express gives text: without this every page has 20 users.
app.set('query parser', (text) => {
  const query = Object.fromEntries(new URLSearchParams(text));
  for (const name of ['startIndex', 'count']) if (name in query) query[name] = Number(query[name]);
  return query;
});
const handler = (request) => {
  if (request.header('Authorization') !== `Bearer ${key}`) throw new Error('not authorised');
  return 'me';
};
app.use('/scim/v2', new SCIMMYRouters({ type: 'bearer', docUri: 'https://example.com', handler }));
app.listen(Number(port), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
