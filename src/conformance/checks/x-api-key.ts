import { reading } from '../answer-pattern.ts';
import { check } from '../check.ts';
import { where } from '../scim-request.ts';
import { list, unauthorized } from '../wire.ts';

export default check({
  quirk: 'x-api-key',
  async run({ get, expect, unusedEmail }) {
    const answer = await get(`/Users${where('userName', unusedEmail)}`, { keyForm: 'x-api-key' });
    expect(answer, reading('x-api-key', { accept: list([]), refuse: unauthorized }));
  },
});
