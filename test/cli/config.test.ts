import { test } from 'tap';
import { readConfiguration, SettingsError } from '../../src/config.ts';

const read = (args: string[], environment: Record<string, string> = {}) => {
  const settings = readConfiguration(args, environment);
  if (typeof settings === 'string') throw new Error(settings);
  return settings;
};

test('what is not said has a default, or stays open', async (t) => {
  t.match(read([]), { host: '127.0.0.1', port: 7246, anyKey: false, journal: 1000, logLevel: 'info' });
  const { key, profile, quirks, verifiedDomains, data } = read([]);
  t.same([key, profile, quirks, verifiedDomains, data], [undefined, undefined, undefined, undefined, undefined]);
});

test('flags, under them the environment, where several values are separated by commas', async (t) => {
  const environment = {
    POSTMAN_SCIM_EMULATOR_PORT: '0',
    POSTMAN_SCIM_EMULATOR_PROFILE: 'classic',
    POSTMAN_SCIM_EMULATOR_QUIRK: 'items-per-page=returned, filter-active=accept',
    POSTMAN_SCIM_EMULATOR_VERIFIED_DOMAIN: 'a.example,B.example',
    POSTMAN_SCIM_EMULATOR_ANY_KEY: 'true',
    POSTMAN_SCIM_EMULATOR_KEY: '',
  };
  t.match(
    read(['--profile', '2025', '--verified-domain', 'C.example', '--verified-domain', 'd.example'], environment),
    {
      port: 0,
      profile: '2025',
      quirks: { 'items-per-page': 'returned', 'filter-active': 'accept' },
      verifiedDomains: ['c.example', 'd.example'],
      anyKey: true,
      key: undefined,
    },
  );
  t.same(read([], environment).verifiedDomains, ['a.example', 'b.example']);
});

const wrong: readonly (readonly [args: string[], message: RegExp])[] = [
  [['nonsense'], /nonsense/],
  [['--nonsense'], /--nonsense/],
  [['--port'], /--port/],
  [['--port', '80a'], /--port takes a whole number from 0 to 65535, not "80a"/],
  [['--port', '65536'], /--port/],
  [['--port=-1'], /--port/],
  [['--profile', '2024'], /--profile is .*classic.*, not "2024"/],
  [['--profile', '__proto__'], /--profile/],
  [['--quirk', 'items-per-page'], /--quirk takes ID=VALUE/],
  [['--quirk', 'items-per-page=x'], /returned or count, not "x"/],
  [['--quirk', 'items-per-page=count=x'], /--quirk/],
  [['--quirk', 'filter-case=x'], /no quirk to switch/],
  [['--quirk', 'nonesuch=x'], /nonesuch/],
  [['--quirk', '__proto__=x'], /__proto__/],
  [['--rate-limit', '5'], /--rate-limit/],
  [['--log-level', 'loud'], /--log-level/],
  [['--journal', 'x'], /--journal/],
  [['--verified-domain', 'a@b'], /--verified-domain/],
  [['--key', 'has space'], /--key/],
  [['--key', 'PMAK-0123456789abcdef'], /looks like a real Postman key/],
  [['--tls', 'x'], /--tls takes self-signed/],
  [['--tls-cert', 'x'], /go together/],
];

test('what cannot be is one line, and a key is not repeated', async (t) => {
  for (const [args, message] of wrong) {
    t.throws(() => read(args), { constructor: SettingsError, message }, args.join(' '));
    t.throws(() => read(args), { message: /^[^\n]+$/ }, args.join(' '));
  }
  t.throws(() => read(['--key', 'PMAK-0123456789abcdef']), { message: /^(?!.*0123)/ });
});
