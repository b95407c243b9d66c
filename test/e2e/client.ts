import { Agent, request } from 'node:http';

export type Said = { readonly status: number; readonly body: Record<string, unknown> };

export type Resource = { readonly id: string } & Record<string, unknown>;

type Exchange = { readonly status: number; readonly text: string };

/** A plain client of one team, with connections of its own. */
export const createClient = (url: string, key = 'emulator-scim-key') => {
  const agent = new Agent({ keepAlive: true });

  const exchange = (method: string, path: string, headers: Record<string, string>, body?: unknown): Promise<Exchange> =>
    new Promise((resolve, reject) => {
      const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
      const own = payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': payload.length };
      const sent = request(url + path, { method, agent, headers: { ...headers, ...own } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') });
        });
      });
      sent.on('error', reject);
      sent.end(payload);
    });

  const parsed = ({ status, text }: Exchange): Said => ({
    status,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  });

  const call = async (method: string, path: string, body?: unknown): Promise<Said> =>
    parsed(await exchange(method, `/scim/v2${path}`, { authorization: `Bearer ${key}` }, body));

  const emulator = async (method: string, path: string, body?: unknown): Promise<Said> =>
    parsed(await exchange(method, `/_emulator${path}`, {}, body));

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

  return { call, emulator, listAll, createUser, close: () => agent.destroy() };
};

export type Client = ReturnType<typeof createClient>;
