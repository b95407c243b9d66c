import type { AnswerPattern } from '../answer-pattern.ts';
import { check } from '../check.ts';

const problem: AnswerPattern = {
  status: 401,
  type: 'application/problem+json',
  body: {
    type: 'https://api.postman.com/problems/unauthorized',
    title: 'Unauthorized',
    detail: 'Unauthorized',
    status: 401,
  },
};

export default check({
  quirk: 'resource-types-401',
  async run({ get, expect }) {
    expect(await get('/ResourceTypes', { keyForm: 'none' }), problem);
    expect(await get('/ResourceTypes', { key: 'no-such-key' }), problem);
  },
});
