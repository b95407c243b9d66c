import type { AnswerPattern } from '../answer-pattern.ts';
import { check } from '../check.ts';
import { anyText, optional } from '../pattern.ts';

const tooLarge: AnswerPattern = {
  status: 431,
  type: 'application/json',
  body: {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    scimType: optional(anyText),
    detail: anyText,
    status: '431',
  },
};

export default check({
  quirk: 'header-limit',
  async run({ get, expect }) {
    const answer = await get('/Users?count=1', { headers: { 'x-padding': 'x'.repeat(17 * 1024) } });
    expect(answer, tooLarge);
  },
});
