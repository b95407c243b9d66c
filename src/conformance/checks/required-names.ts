import { reading } from '../answer-pattern.ts';
import { check } from '../check.ts';
import { created, invalidSyntax, user } from '../wire.ts';

export default check({
  quirk: 'required-names',
  needs: ['write'],
  people: 3,
  async run({ post, newUser, expect }) {
    for (const name of [undefined, { givenName: 'Kit' }, { familyName: 'Person' }]) {
      const { userName } = newUser();
      const lenient = created(user({ userName, givenName: '', familyName: '', ...name }));
      expect(await post('/Users', { userName, name }), reading('required-names', { enforce: invalidSyntax, lenient }));
    }
  },
});
