import type { Options } from '../option.ts';
import { text, variableOf } from '../option.ts';
import type { Environment } from './arguments.ts';

const isHttp = (value: string): boolean => /^https?:$/.test(URL.parse(value)?.protocol ?? '');

/** An http or https URL. */
export const url = text('an http or https URL such as http://127.0.0.1:7246', isHttp);

/** The options that lead a command to a running emulator. */
export const connection = {
  url: {
    kind: url,
    value: 'URL',
    environment: [variableOf('url')],
    description: "the emulator (default: from the variables of the server's host, port and TLS)",
  },
  controlToken: {
    kind: text('the control token of the emulator', undefined, true),
    value: 'TOKEN',
    environment: [variableOf('control-token')],
    description: "the emulator's control token",
  },
} as const satisfies Options;

export const world = {
  kind: text('the id of a world'),
  default: 'default',
  value: 'ID',
  description: 'the world to look at',
} as const;

/** The address that the server's own variables lead to, with the defaults of its flags. */
export const defaultUrl = (environment: Environment): string => {
  const set = (name: string): string | undefined => {
    const value = environment[variableOf(name)];
    return value && !/^(tcp|udp):\/\//.test(value) ? value : undefined;
  };
  const host = set('host') ?? '127.0.0.1';
  const tls = set('tls') ?? set('tls-cert');
  const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  return `${tls ? 'https' : 'http'}://${reached}:${set('port') ?? '7246'}`;
};

/** The origin of an address: a path after the host, such as the base URL's, is left out. */
export const originOf = (given: string | undefined, environment: Environment): URL =>
  new URL(new URL(given ?? defaultUrl(environment)).origin);
