import { secretForms, secrets } from '../../masking/secret-forms.ts';
import { type FindingKind, Incidents } from '../finding.ts';
import { listed, times } from '../wording.ts';

const forms = secretForms.map(([name, form]) => ({ name, form: new RegExp(form) }));
const any = new RegExp(secrets.source);

/** Secrets sit near the beginning, and a body may be long. */
const searched = 65_536;

export const secretSent: FindingKind = {
  id: 'secret-sent',
  severity: 'warning',
  title: 'Sends what looks like a real secret',
  explanation: 'A test double is no place for real keys: they end in journals, logs and CI output.',
  remedy: "Revoke it if it is real, and use the emulator's own key.",
  quirks: [],
  detect: () => {
    const seen = new Incidents();
    return {
      take(call) {
        const { url, rawHeaders, requestBody } = call.entry;
        const places = [
          ...(any.test(url) ? [['the address', url]] : []),
          ...rawHeaders.flatMap((text, at) =>
            at % 2 === 1 && any.test(text) ? [[`the header ${rawHeaders[at - 1]}`, text]] : [],
          ),
          ...(requestBody !== null && any.test(requestBody.slice(0, searched)) ? [['the body', requestBody]] : []),
        ] as [string, string][];
        for (const [place, text] of places) {
          const kind = forms.find(({ form }) => form.test(text))?.name ?? 'a secret';
          seen.add(call, `${kind} in ${place}`, kind);
        }
      },
      conclude: () =>
        seen.sum((count, kinds) => `${times(count)} something went out that looks like ${listed(kinds)}.`),
    };
  },
};
