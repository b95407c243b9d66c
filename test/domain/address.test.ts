import { test } from 'tap';
import { addressKey, domainOf, isAddress } from '../../src/domain/address.ts';
import { looksReal } from '../../src/domain/api-key.ts';
import { rateLimitText, toRateLimit } from '../../src/domain/team.ts';

test('[user-name-is-email] what is an address', async (t) => {
  const addresses = ['a@b.co', "o'neil+x@sub.example.com", 'ü@exämple.de', `${'a'.repeat(242)}@example.com`];
  for (const text of addresses) t.ok(isAddress(text), text);
  const others = [
    '',
    'a',
    'a@',
    '@b.co',
    'a@b',
    'a@b.',
    'a@.co',
    'a b@c.co',
    'a@b@c.co',
    'a@b..co',
    '"a"@b.co',
    `${'a'.repeat(243)}@example.com`,
  ];
  for (const text of others) t.notOk(isAddress(text), text);
});

test('[address-case] one account however it is written', async (t) => {
  t.equal(addressKey('Taylor@Example.COM'), 'taylor@example.com');
  t.equal(domainOf('Taylor@Example.COM'), 'example.com');
});

test('[rate-limits] limits are off, postman or reads/writes', async (t) => {
  t.equal(toRateLimit('off'), null);
  t.same(toRateLimit('postman'), { reads: 300, writes: 180 });
  t.same(toRateLimit('5/3'), { reads: 5, writes: 3 });
  for (const text of ['', '5', '0/5', '5/', '-1/5', '5/5/5', 'Postman', '1e3/5'])
    t.equal(toRateLimit(text), undefined, text);
  for (const text of ['off', '5/3']) t.equal(rateLimitText(toRateLimit(text) ?? null), text);
});

test('a real key is known by its look', async (t) => {
  for (const text of ['PMAK-5f0e1d2c', 'pmak-5f0e', 'Bearer PMAK-abc']) t.ok(looksReal(text), text);
  for (const text of ['emulator-scim-key', 'PMAK', 'PMAK-', 'PMAKabc', 'PMAK-xyz']) t.notOk(looksReal(text), text);
});
