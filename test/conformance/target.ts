import type { WorldDocument } from '../../schemas/world-document.ts';
import { findControl } from '../../src/conformance/control.ts';
import { type KitOptions, type Run, runKit } from '../../src/conformance/kit.ts';
import { startEmulator } from '../../src/index.ts';
import type { Profile, ProfileName } from '../../src/quirks/profiles.ts';
import { toProfile } from '../../src/quirks/profiles.ts';

export const emailDomain = 'example.com';
export const key = 'emulator-scim-key';

export type TargetOptions = {
  readonly profile?: ProfileName;
  readonly quirks?: Partial<Profile>;
  readonly seed?: WorldDocument;
};

/** An emulator on a socket of its own. */
export const startTarget = async ({ profile, quirks, seed }: TargetOptions = {}) => {
  const { url, close } = await startEmulator({
    key,
    verifiedDomains: [emailDomain],
    journal: '1MB',
    ...(profile && { profile }),
    ...(quirks && { quirks }),
    ...(seed && { seed }),
  });
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
      control: await findControl({ origin: url, key: options.key ?? key, transport: options.transport }),
    }),
    ...options,
  });
