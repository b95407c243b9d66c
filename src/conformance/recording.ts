import type { Profile } from '../quirks/profiles.ts';
import { type Exchange, type KeyForm, type Method, mediaType, parseJson } from './exchange.ts';
import type { Sanitiser } from './sanitiser.ts';

/** A body: JSON where it is JSON; for other answers only that there was something, and how long. */
type RecordedBody = { readonly json: unknown } | { readonly text: string } | { readonly characters: number };

export type RecordedExchange = {
  readonly request: {
    readonly method: Method;
    readonly path: string;
    /** How a key was sent, and whether it was the right one. */
    readonly key: KeyForm | 'wrong key';
    readonly type?: string;
    readonly body?: RecordedBody;
  };
  readonly answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: RecordedBody;
  };
};

export type Recording = {
  readonly version: 1;
  /** The profile that the answers were compared with during the recording. */
  readonly profile: Profile;
  readonly verifiedDomains: readonly string[];
  readonly exchanges: readonly RecordedExchange[];
};

/** Headers that are Postman's behaviour; others may say who asked. */
const kept = /^(content-type|retry-?after|(x-)?ratelimit.*)$/;

/** Longer ones are there to be too long. */
const longestBody = 64 * 1024;

const recordRequestBody = (body: string, { json, text }: Sanitiser): RecordedBody => {
  const parsed = parseJson(body);
  return parsed === undefined ? { text: text(body) } : { json: json(parsed) };
};

const recordAnswerBody = (body: string, parsed: unknown, { json }: Sanitiser): RecordedBody =>
  parsed === undefined ? { characters: body.length } : { json: json(parsed) };

const toRecorded = ({ request, answer }: Exchange, key: string, sanitiser: Sanitiser): RecordedExchange => ({
  request: {
    method: request.method,
    path: sanitiser.text(request.path),
    key: request.keyForm === 'none' || request.key === key ? request.keyForm : 'wrong key',
    ...(request.headers['content-type'] !== undefined && { type: request.headers['content-type'] }),
    ...(request.body !== undefined && { body: recordRequestBody(request.body, sanitiser) }),
  },
  answer: {
    status: answer.status,
    headers: Object.fromEntries(Object.entries(answer.headers).filter(([name]) => kept.test(name))),
    ...(answer.text !== '' &&
      mediaType(answer) !== '' && { body: recordAnswerBody(answer.text, answer.json, sanitiser) }),
  },
});

export type RecorderOptions = {
  readonly profile: Profile;
  readonly key: string;
  readonly sanitiser: Sanitiser;
  readonly verifiedDomain?: string | undefined;
};

/** Takes down what is exchanged, so that nothing in it says whose team was asked. */
export const createRecorder = ({ profile, key, sanitiser, verifiedDomain }: RecorderOptions) => {
  const exchanges: RecordedExchange[] = [];
  const verifiedDomains =
    verifiedDomain === undefined ? [] : [sanitiser.text(`nobody@${verifiedDomain}`).replace(/^.*@/, '')];
  return {
    record(exchange: Exchange): void {
      const { body = '', headers } = exchange.request;
      const isOversized = body.length > longestBody || headers['x-padding'] !== undefined;
      // A 429 is followed by the same request again.
      if (!isOversized && exchange.answer.status !== 429) exchanges.push(toRecorded(exchange, key, sanitiser));
    },
    recording: (): Recording => ({ version: 1, profile, verifiedDomains, exchanges }),
  };
};
