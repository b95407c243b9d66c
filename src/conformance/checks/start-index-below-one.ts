import { reading } from '../answer-pattern.ts';
import { check } from '../check.ts';
import { where } from '../scim-request.ts';
import { list, scimError, textOf } from '../wire.ts';

export default check({
  quirk: 'start-index-below-one',
  async run({ get, expect, unusedEmail }) {
    const answered = reading('start-index-below-one', { one: list([]), refuse: scimError(400, textOf.body) });
    for (const query of [`/Users${where('userName', unusedEmail)}`, `/Groups${where('displayName', unusedEmail)}`]) {
      for (const startIndex of ['0', '-5']) expect(await get(`${query}&startIndex=${startIndex}`), answered);
      expect(await get(`${query}&startIndex=abc`), list([]));
    }
  },
});
