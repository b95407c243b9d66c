import { secretForms, secrets } from '../masking/secret-forms.ts';
import type { JournalEntry } from '../worlds/journal-entry.ts';

/** A text in a request that has the look of a real secret: its kind, and where it stood. */
export type Secret = { readonly kind: string; readonly place: string };

const forms = secretForms.map(([name, form]) => ({ name, form: new RegExp(form) }));
const any = new RegExp(secrets.source);

/** Secrets sit near the beginning, and a body may be long: characters. */
const searchedLength = 65_536;

const none: readonly Secret[] = [];

/** Finds what looks like a real secret in a request: in the address, in a header or in the body. */
export const findSecrets = ({ url, rawHeaders, requestBody }: JournalEntry): readonly Secret[] => {
  const found: Secret[] = [];
  const search = (text: string, place: () => string): void => {
    if (!any.test(text)) return;
    found.push({ kind: forms.find(({ form }) => form.test(text))?.name ?? 'a secret', place: place() });
  };
  search(url, () => 'the address');
  for (let at = 1; at < rawHeaders.length; at += 2)
    search(rawHeaders[at] ?? '', () => `the header ${rawHeaders[at - 1]}`);
  if (requestBody !== null) search(requestBody.slice(0, searchedLength), () => 'the body');
  return found.length === 0 ? none : found;
};
