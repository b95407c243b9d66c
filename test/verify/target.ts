import type { WorldDocument } from '../../schemas/world-document.ts';
import { buildApp } from '../../src/app.ts';
import type { Profile, ProfileName } from '../../src/domain/profile.ts';
import { toProfile } from '../../src/domain/profile.ts';
import type { QuirkId } from '../../src/domain/quirks.ts';
import { findControl } from '../../src/verify/control.ts';
import { type KitOptions, type Run, runKit } from '../../src/verify/kit.ts';

export const emailDomain = 'example.com';
export const key = 'emulator-scim-key';

export type TargetOptions = {
  readonly profile?: ProfileName;
  readonly quirks?: Partial<Profile>;
  readonly seed?: WorldDocument;
};

/** An emulator on a socket of its own. */
export const startTarget = async ({ profile = 'classic', quirks = {}, seed }: TargetOptions = {}) => {
  const app = buildApp({
    key,
    profile,
    quirks,
    verifiedDomains: [emailDomain],
    rateLimit: undefined,
    data: undefined,
    idSeed: undefined,
    anyKey: false,
    controlToken: undefined,
    journal: 10,
    logger: undefined,
    readSeed: () => seed,
  });
  const url = await app.http.listen({ host: '127.0.0.1', port: 0 });
  const close = async (): Promise<void> => {
    const closed = app.close();
    app.http.server.closeAllConnections();
    await closed;
  };
  return { url, close };
};

export type Against = Partial<KitOptions> & { readonly profileName?: ProfileName; readonly readOnly?: boolean };

/** Holds a URL against a profile, with everything the kit can use. */
export const hold = async (
  url: string,
  { profileName = 'classic', readOnly = false, ...options }: Against = {},
): Promise<Run> =>
  runKit({
    baseUrl: `${url}/scim/v2`,
    key,
    profile: toProfile(profileName),
    budget: 5000,
    run: 'run1',
    ...(!readOnly && {
      write: { emailDomain, prefix: 'kit', domainVerified: true },
      control: await findControl({ origin: url, key }),
    }),
    ...options,
  });

export const outcomes = ({ results }: Run): Partial<Record<QuirkId, string>> =>
  Object.fromEntries(results.map(({ quirk, outcome }) => [quirk, outcome]));
