import { type FindingKind, Incidents } from '../finding.ts';
import { wantedOf } from '../resource.ts';
import { several } from '../wording.ts';

export const passwordSent: FindingKind = {
  id: 'password-sent',
  severity: 'warning',
  title: 'Sends passwords',
  explanation:
    "Postman's people sign in through SSO. It ignores `password`, which has then travelled, and been logged, for nothing.",
  remedy: 'Switch password sync off, and take `password` out of the mapping.',
  quirks: ['never-stored'],
  detect: () => {
    const seen = new Incidents();
    return {
      take(call, memory) {
        if (call.entry.requestBody?.includes('password') !== true) return;
        const wanted = wantedOf(call);
        const password = wanted.get('password');
        if (password === undefined || password === null || password === '') return;
        const userName = wanted.get('userName');
        const name = typeof userName === 'string' ? userName : memory.nameOf(call.entry.resource);
        seen.add(call, `a password for ${name}`, name);
      },
      conclude: () => seen.sum((count) => `${several(count, 'request')} carried a password.`),
    };
  },
};
