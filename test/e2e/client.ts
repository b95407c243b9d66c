export type Said = { readonly status: number; readonly body: Record<string, unknown> };

export type Resource = { readonly id: string } & Record<string, unknown>;

/** A plain client of one team. */
export const createClient = (url: string, key = 'emulator-scim-key') => {
  const call = async (method: string, path: string, body?: unknown): Promise<Said> => {
    const response = await fetch(`${url}/scim/v2${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
  };

  const emulator = async (method: string, path: string, body?: unknown): Promise<Said> => {
    const response = await fetch(`${url}/_emulator${path}`, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
  };

  /** Every resource, by pages of 100. */
  const listAll = async (path: '/Users' | '/Groups'): Promise<Resource[]> => {
    const all: Resource[] = [];
    for (;;) {
      const { status, body } = await call('GET', `${path}?startIndex=${all.length + 1}&count=100`);
      if (status !== 200) throw new Error(`${path}: ${status}`);
      const page = body.Resources as Resource[];
      all.push(...page);
      if (page.length === 0 || all.length >= Number(body.totalResults)) return all;
    }
  };

  const createUser = (userName: string, more: object = {}): Promise<Said> =>
    call('POST', '/Users', { userName, name: { givenName: 'Given', familyName: 'Family' }, ...more });

  return { call, emulator, listAll, createUser };
};

export type Client = ReturnType<typeof createClient>;
