import { readFileSync } from 'node:fs';
import { test } from 'tap';
import { readArguments } from '../../src/cli/arguments.ts';
import { EmulatorError, type EmulatorOptions, SettingsError, startEmulator } from '../../src/index.ts';
import { flagOf, type Option, variableOf } from '../../src/option.ts';
import { settings, unknownVariables } from '../../src/settings.ts';
import { file, settingsPage } from '../../tools/settings.ts';
import { run } from './run.ts';

const read = (args: string[], environment: Record<string, string> = {}) =>
  readArguments({ options: settings }, args, environment).values;

test('uses the default of a setting that is not given, or leaves it open', async (t) => {
  t.match(read([]), { host: '127.0.0.1', port: 7246, anyKey: false, journalBytes: 67_108_864, logLevel: 'info' });
  const { key, profile, quirks, verifiedDomains, data } = read([]);
  t.same([key, profile, quirks, verifiedDomains, data], [undefined, undefined, undefined, undefined, undefined]);
});

test('reads flags, and under them the environment, where commas separate values', async (t) => {
  const environment = {
    POSTMAN_SCIM_EMULATOR_PORT: '0',
    POSTMAN_SCIM_EMULATOR_PROFILE: 'classic',
    POSTMAN_SCIM_EMULATOR_QUIRK: 'items-per-page=returned, filter-active=accept',
    POSTMAN_SCIM_EMULATOR_VERIFIED_DOMAIN: 'a.example,B.example',
    POSTMAN_SCIM_EMULATOR_ANY_KEY: 'true',
    POSTMAN_SCIM_EMULATOR_KEY: '',
    POSTMAN_SCIM_EMULATOR_VERSION: '0.1.0',
    POSTMAN_SCIM_EMULATOR_HELP: '1',
  };
  t.match(
    read(['--profile', '2025', '--verified-domain', 'C.example', '--verified-domain', 'd.example'], environment),
    {
      port: 0,
      profile: '2025',
      quirks: { 'items-per-page': 'returned', 'filter-active': 'accept' },
      verifiedDomains: ['C.example', 'd.example'],
      anyKey: true,
      key: undefined,
    },
  );
  t.same(read([], environment).verifiedDomains, ['a.example', 'B.example']);
});

const refusals: readonly (readonly [args: string[], message: string])[] = [
  [['--nonsense'], '--nonsense: expected a flag that --help lists, got an unknown flag'],
  [['--prot', '1'], '--prot: expected a flag that --help lists, got an unknown flag; did you mean --port?'],
  [['-p'], '-p: expected a flag that --help lists, got an unknown flag'],
  [['--port'], '--port: expected an integer from 0 to 65535, got nothing'],
  [['--port='], '--port: expected an integer from 0 to 65535, got nothing'],
  [['--port', '80a'], '--port: expected an integer from 0 to 65535, got "80a"'],
  [['--port', '65536'], '--port: expected an integer from 0 to 65535, got "65536"'],
  [['--port=-1'], '--port: expected an integer from 0 to 65535, got "-1"'],
  [['--data', '--port'], '--data: expected the name of a directory, got the flag "--port"; --data=VALUE takes'],
  [['--any-key=perhaps'], '--any-key: expected true or false, got "perhaps"'],
  [['--profile', '2024'], '--profile: expected 2022, 2025, 2026-08 or classic, got "2024"'],
  [['--profile', '__proto__'], '--profile: expected'],
  [['--quirk', 'items-per-page'], '--quirk: expected ID=VALUE, got "items-per-page"'],
  [['--quirk', 'items-per-page=x'], '--quirk items-per-page: expected returned or count, got "x"'],
  [['--quirk', 'items-per-page=count=x'], '--quirk: expected ID=VALUE'],
  [['--quirk', 'filter-case=x'], '--quirk: expected one of'],
  [['--quirk', '__proto__=x'], '--quirk: expected one of'],
  [['--rate-limit', '5'], '--rate-limit: expected off, postman or READS/WRITES, got "5"'],
  [['--log-level', 'loud'], '--log-level: expected fatal, error, warn, info, debug, trace or silent, got "loud"'],
  [['--journal', 'x'], '--journal: expected a size such as 64MB'],
  [['--journal', '1000'], '--journal: expected a size such as 64MB'],
  [['--verified-domain', 'a@b'], '--verified-domain: expected a domain such as example.com, got "a@b"'],
  [['--key', 'has space'], '--key: expected a made-up key of up to 256 printable ASCII characters'],
  [['--key', 'PMAK-0123456789abcdef'], '--key: expected a made-up key'],
  [['--control-token', 'a b'], '--control-token: expected up to 256 printable ASCII characters without spaces'],
  [['--tls', 'x'], '--tls: expected self-signed, got "x"'],
  [['--tls-cert', 'x'], '--tls-key: expected the private key of --tls-cert, got nothing'],
  [['--tls-key', 'x'], '--tls-cert: expected the certificate of --tls-key, got nothing'],
  [['--tls', 'self-signed', '--tls-cert', 'x'], '--tls: expected no --tls-cert'],
  [['nonsense'], 'command: expected one of serve, '],
  [['serve', 'nonsense'], 'flags: expected flags only, got "nonsense"'],
  [['help', 'nonsense'], 'help: expected one of serve, '],
];

test('refuses what is not valid with one line and exit code 2, without repeating a key', async (t) => {
  for (const [args, message] of refusals) {
    const { code, stdout, stderr } = await run(args);
    t.match({ code, stdout }, { code: 2, stdout: '' }, args.join(' '));
    t.ok(/^postman-scim-emulator[ a-z]*: [^\n]+\n$/.test(stderr) && stderr.includes(`: ${message}`), stderr);
    t.notMatch(stderr, /0123|has space|a b/);
  }
  const environment = { POSTMAN_SCIM_EMULATOR_PORT: '80a' };
  t.match(await run([], { environment }), {
    code: 2,
    stderr: 'postman-scim-emulator: POSTMAN_SCIM_EMULATOR_PORT: expected an integer from 0 to 65535, got "80a"\n',
  });
});

test('the library refuses the same with the same class, under the names of its options', async (t) => {
  for (const [options, message] of [
    [{ port: 99999 }, 'port: expected an integer from 0 to 65535, got 99999'],
    [{ port: '80' }, 'port: expected an integer from 0 to 65535, got "80"'],
    [
      { verifiedDomains: 'example.com' },
      'verifiedDomains: expected an array, each element a domain such as example.com, got',
    ],
    [
      { verifiedDomains: ['@example.com'] },
      'verifiedDomains: expected a domain such as example.com, got "@example.com"',
    ],
    [{ quirks: { 'pending-invite': 'x' } }, 'quirks pending-invite: expected hidden or inactive, got "x"'],
    [{ quirks: ['a'] }, 'quirks: expected an object of quirks and their values'],
    [{ key: 'PMAK-0123456789abcdef' }, 'key: expected a made-up key'],
    [{ journal: -1 }, 'journal: expected a size such as 64MB'],
    [{ anyKey: 'yes' }, 'anyKey: expected true or false, got "yes"'],
    [{ controlToken: 5 }, 'controlToken: expected up to 256'],
    [{ verifiedDomain: ['a.example'] }, 'options: expected host, port,'],
    [{ seed: './seed.json' }, 'seed: expected a world document, got "./seed.json"'],
  ] as const) {
    const refusal = await startEmulator(options as EmulatorOptions).catch((error: unknown) => error);
    t.ok(refusal instanceof SettingsError && refusal instanceof EmulatorError, JSON.stringify(options));
    t.match(refusal, { name: 'SettingsError', code: 'ERR_SETTINGS', exitCode: 2 });
    t.ok(String(refusal).startsWith(`SettingsError: ${message}`), String(refusal));
  }
});

test('every setting has a flag, a variable and a line of help', async (t) => {
  const { stdout } = await run(['--help']);
  for (const [name, option] of Object.entries<Option>(settings)) {
    t.match(stdout, `--${flagOf(name, option)} `);
    t.same(option.environment, [variableOf(flagOf(name, option))]);
  }
  for (const command of ['wait', 'report', 'verify']) {
    const help = await run(['help', command]);
    t.match(help, { code: 0, stderr: '', stdout: new RegExp(`\n  postman-scim-emulator ${command} `) });
    t.match(help.stdout, /\nExit code: 0 .*, 1 .*, 2 /);
    t.same(await run([command, '-h']), help);
    t.same(await run([command, '--url', 'x', '--help']), help);
  }
  for (const version of [['-v'], ['--version'], ['wait', '-v']])
    t.match((await run(version)).stdout, /^\d+\.\d+\.\d+\n$/);
});

test('warns of variables that are most likely misspelt, and of no other', async (t) => {
  const names = ['VERSION', 'HELP', 'PROT', 'SERVICE_HOST', 'PORT_7246_TCP', 'PORT', 'URL'];
  const environment = Object.fromEntries(names.map((name) => [`POSTMAN_SCIM_EMULATOR_${name}`, 'x']));
  t.same(unknownVariables(environment), ['POSTMAN_SCIM_EMULATOR_PROT']);
});

test('docs/settings.md is what the table says', async (t) => {
  t.equal(readFileSync(file, 'utf8'), settingsPage(), '`npm run docs` writes it anew');
});
