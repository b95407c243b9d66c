/** The connector under test, as small as one can be: makes sure that a person is in the team. */
export const ensureUser = async ({ baseUrl, key }, { email, givenName, familyName }) => {
  const send = async (method, path, body) => {
    const answer = await fetch(`${baseUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  };
  const find = async () => {
    const filter = encodeURIComponent(`userName eq "${email}"`);
    return (await send('GET', `/Users?filter=${filter}`)).body.Resources?.[0];
  };
  const found = await find();
  if (found) return found;
  const created = await send('POST', '/Users', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: email,
    name: { givenName, familyName },
  });
  if (created.status === 201) return created.body;
  // Nobody knows whether a POST that failed did its work: look again before giving up.
  const madeAfterAll = created.status >= 500 ? await find() : undefined;
  if (madeAfterAll) return madeAfterAll;
  throw new Error(`Postman answered ${created.status}: ${created.body.detail}`);
};
