/** A whole answer, ready to be sent. */
export type Answer = {
  readonly status: number;
  /** Empty where none is sent. */
  readonly body: string;
  readonly contentType: string;
  /** These replace the rate limit's headers of the same name. */
  readonly headers?: Readonly<Record<string, string>>;
};

export const json = 'application/json; charset=utf-8';
