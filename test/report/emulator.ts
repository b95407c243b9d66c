import { Agent, request as sendRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Goal } from '../../schemas/goal.ts';
import type { Report } from '../../schemas/report.ts';
import type { AccountDocument, TeamDocument } from '../../schemas/world-document.ts';
import { type App, buildApp } from '../../src/app.ts';
import { acceptInvite } from '../../src/domain/invites.ts';
import { createReport, type ReportOptions } from '../../src/report/report.ts';
import type { FaultRule } from '../../src/worlds/faults.ts';
import type { World } from '../../src/worlds/world.ts';

export type Answer = {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into it as clients do
  readonly body: any;
};

type Sent = { readonly body?: unknown; readonly headers?: Record<string, string> };

/** What a scripted client holds: one key, and a socket to the emulator. */
export class Client {
  readonly key: string;
  readonly #port: number;
  readonly #agent: Agent;
  /** Headers of every request. */
  headers: Record<string, string>;

  constructor(port: number, key: string, agent: Agent) {
    this.#port = port;
    this.#agent = agent;
    this.key = key;
    this.headers = { authorization: `Bearer ${key}` };
  }

  /** Sends a request below /scim/v2. A connection that breaks is answered with status 0. */
  send(method: string, path: string, { body, headers }: Sent = {}): Promise<Answer> {
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    return new Promise((resolve) => {
      const broken = () => resolve({ status: 0, headers: {}, body: undefined });
      const request = sendRequest(
        {
          host: '127.0.0.1',
          port: this.#port,
          agent: this.#agent,
          method,
          path: `/scim/v2${path}`,
          headers: {
            ...(text !== undefined && {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(text),
            }),
            ...this.headers,
            ...headers,
          },
        },
        (response) => {
          let answer = '';
          response.setEncoding('utf8');
          response.on('data', (part: string) => {
            answer += part;
          });
          response.on('error', broken);
          response.on('end', () => {
            let parsed: unknown;
            try {
              parsed = JSON.parse(answer);
            } catch {
              parsed = answer;
            }
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: parsed });
          });
        },
      );
      request.on('error', broken);
      request.end(text);
    });
  }

  get = (path: string): Promise<Answer> => this.send('GET', path);
  post = (path: string, body: unknown): Promise<Answer> => this.send('POST', path, { body });
  put = (path: string, body: unknown): Promise<Answer> => this.send('PUT', path, { body });
  patch = (path: string, ...Operations: unknown[]): Promise<Answer> =>
    this.send('PATCH', path, { body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations } });
  delete = (path: string): Promise<Answer> => this.send('DELETE', path);

  /** Looks somebody up by address. */
  look = (userName: string): Promise<Answer> =>
    this.get(`/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`);

  /** Creates somebody, called by the address, without a look. */
  create = (userName: string, more: object = {}): Promise<Answer> => this.post('/Users', person(userName, more));

  /** Looks, and creates whom it does not find; gives the id. */
  async provision(userName: string, more: object = {}): Promise<string> {
    const found = await this.look(userName);
    return found.body.Resources[0]?.id ?? (await this.create(userName, more)).body.id;
  }

  switch = (id: string, active: boolean): Promise<Answer> =>
    this.patch(`/Users/${id}`, { op: 'replace', value: { active } });

  async group(displayName: string, ...members: string[]): Promise<string> {
    const answer = await this.post('/Groups', { displayName, members: members.map((value) => ({ value })) });
    return answer.body.id;
  }
}

export const person = (userName: string, more: object = {}) => {
  const [first = '', last = 'Lee'] = userName.slice(0, userName.indexOf('@')).split('.');
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName,
    name: { givenName: capital(first), familyName: capital(last) },
    active: true,
    ...more,
  };
};

export type Setting = TeamDocument & { readonly accounts?: AccountDocument[] };

/** A world with one team, and a client of it. */
export class Scene {
  readonly client: Client;
  readonly world: World;
  readonly #app: App;
  #goal: ReportOptions['goal'];

  constructor(app: App, world: World, client: Client) {
    this.#app = app;
    this.world = world;
    this.client = client;
  }

  fault(rule: FaultRule): void {
    this.world.faults.add(rule);
  }

  /** The person accepts the invite. */
  accept(userName: string): void {
    const [team] = this.#app.store.teams.all(this.world.pk);
    const invite = team && this.#app.store.members.byAddress(team.pk, userName);
    if (!team || !invite) throw new Error(`nobody invited ${userName}`);
    this.world.transaction(() =>
      acceptInvite(this.world.directory(team, { quirk() {}, outcome() {}, changed() {} }, { actor: 'person' }), invite),
    );
  }

  /** An admin switches SCIM on. */
  switchOn(): void {
    for (const team of this.#app.store.teams.all(this.world.pk)) {
      this.#app.store.teams.save({ ...team, scimEnabled: true });
    }
  }

  /** Says what the directory should be like, and reads what it is like. */
  async declare(declared: Goal): Promise<void> {
    const { body } = await this.client.get('/Users');
    const users = body.Resources.map((user: { name: object }) => ({ ...user, ...user.name }));
    this.#goal = { declared, actual: { users, groups: [] } };
  }

  report(options: ReportOptions = {}): Report {
    return createReport(this.world.journal, { world: 'test', goal: this.#goal, ...options });
  }
}

/** An emulator on a port of its own, whose clock stands still but for `world.clock.advance`. */
export class Emulator {
  readonly #app: App;
  readonly #agent = new Agent({ keepAlive: true });
  #scenes = 0;

  private constructor(app: App) {
    this.#app = app;
  }

  static async start(): Promise<Emulator> {
    const app = buildApp({
      key: undefined,
      profile: undefined,
      quirks: undefined,
      verifiedDomains: undefined,
      rateLimit: undefined,
      data: undefined,
      idSeed: 'report',
      anyKey: false,
      controlToken: undefined,
      journalBytes: 64 * 1024 * 1024,
      logger: undefined,
      realTime: () => Date.parse('2026-03-01T12:00:00Z'),
    });
    await app.http.listen({ host: '127.0.0.1', port: 0 });
    return new Emulator(app);
  }

  scene({ accounts = [], ...team }: Setting = {}): Scene {
    this.#scenes += 1;
    const id = `scene-${this.#scenes}`;
    const key = `key-of-${id}`;
    const teams = [{ ...team, keys: [{ ...team.keys?.[0], key }] }];
    const world = this.#app.worlds.create({ id, document: { version: 1, accounts, teams } });
    const { port } = this.#app.http.server.address() as AddressInfo;
    return new Scene(this.#app, world, new Client(port, key, this.#agent));
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    await this.#app.close();
  }
}
