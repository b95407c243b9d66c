import type { Answer, KeyForm } from './exchange.ts';

/** Options for a single request. */
export type RequestOptions = {
  readonly key?: string;
  readonly keyForm?: KeyForm;
  readonly headers?: Readonly<Record<string, string>>;
  /** False: a 429 is an answer as any other. */
  readonly patient?: boolean;
};

/** A body that is a string is sent as it stands. */
export type Body = string | object;

export type Caller = {
  get(path: string, options?: RequestOptions): Promise<Answer>;
  head(path: string, options?: RequestOptions): Promise<Answer>;
  options(path: string, options?: RequestOptions): Promise<Answer>;
  post(path: string, body: Body, options?: RequestOptions): Promise<Answer>;
  put(path: string, body: Body, options?: RequestOptions): Promise<Answer>;
  patch(path: string, body: Body, options?: RequestOptions): Promise<Answer>;
  remove(path: string, options?: RequestOptions): Promise<Answer>;
};
