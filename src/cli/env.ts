import type { World } from '../../schemas/control.ts';
import { CommandError, SettingsError } from '../errors.ts';
import { flag, oneOf, text } from '../option.ts';
import { defineCommand } from './command.ts';
import { commands } from './commands.ts';
import { connection, originOf, world } from './connection.ts';
import { fetchControl } from './emulator-client.ts';
import type { Ready } from './ready-file.ts';
import { readReadyFile } from './ready-file.ts';
import { variableFormats, variablesOf } from './variables.ts';

const formatName = oneOf(...(Object.keys(variableFormats) as (keyof typeof variableFormats)[]));

const options = {
  ...connection,
  world,
  readyFile: {
    kind: text('the name of a file'),
    value: 'FILE',
    description: 'read the file that serve --ready-file writes, instead of asking the emulator',
  },
  format: { kind: formatName, default: 'sh', value: 'FORMAT', description: formatName.expected },
  json: flag('print JSON, like --format json'),
} as const;

const notes = `SCIM_BASE_URL and SCIM_KEY are for the connector under test, POSTMAN_SCIM_EMULATOR_URL is for the control plane.

Examples
  eval "$(postman-scim-emulator env)"
  postman-scim-emulator env --format github >> "$GITHUB_ENV"
  postman-scim-emulator env --format powershell | Out-String | Invoke-Expression

Exit code: 0 printed, 1 never, 2 a usage error, or no emulator answers.`;

const ask = async (origin: URL, id: string, token: string | undefined): Promise<Ready> => {
  const path = `/_emulator/worlds/${encodeURIComponent(id)}`;
  const { team } = await fetchControl<World>(origin, path, token, `the world ${id}`);
  if (!team?.key) throw new CommandError(`${origin.origin}: the world ${id} has no key that works`);
  const url = origin.origin;
  return {
    url,
    baseUrl: `${url}/scim/v2`,
    key: team.key,
    controlUrl: `${url}/_emulator`,
    controlToken: token ?? null,
    caFile: null,
    pid: 0,
    version: '',
  };
};

/** `env`: prints the variables of a running server. */
export const env = defineCommand(
  { name: 'env', summary: commands.env, options, notes },
  async ({ values }, { stdout, environment }) => {
    const { readyFile, url, world: id, controlToken, json, format } = values;
    if (readyFile !== undefined && url !== undefined && environment.POSTMAN_SCIM_EMULATOR_URL !== url) {
      throw new SettingsError('--ready-file: expected no --url beside it, got both');
    }
    const ready =
      readyFile === undefined ? await ask(originOf(url, environment), id, controlToken) : readReadyFile(readyFile);
    stdout.write(variableFormats[json ? 'json' : format](variablesOf(ready)));
    return 0;
  },
);
