import { reading } from '../answer-pattern.ts';
import { check } from '../check.ts';
import { invalidSyntax, ok, user } from '../wire.ts';

export default check({
  quirk: 'put-without-name',
  needs: ['write'],
  async run({ get, put, person, expect }) {
    const member = await person();
    const { id, userName } = member;
    const answered = reading('put-without-name', { refuse: invalidSyntax, accept: ok(user(member)) });
    expect(await put(`/Users/${id}`, { userName, active: true }), answered);
    expect(await get(`/Users/${id}`), ok(user(member)));
  },
});
