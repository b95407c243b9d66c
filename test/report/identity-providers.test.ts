import { test } from 'tap';
import type { Report, Severity } from '../../schemas/report.ts';
import { entra, okta, oneLogin } from './clients/identity-providers.ts';
import { Emulator, type Setting } from './emulator.ts';

const ids = (report: Report, severity: Severity): string[] =>
  report.findings.filter((finding) => finding.severity === severity).map(({ id }) => id);

test('what identity providers send', async (t) => {
  const emulator = await Emulator.start();
  t.teardown(() => emulator.close());
  const run = async (flow: typeof okta, setting: Setting = {}): Promise<Report> => {
    const scene = emulator.scene(setting);
    await flow(scene.client);
    return scene.report();
  };

  t.test("Okta's flow has no error", async (t) => {
    for (const profile of ['classic', '2025', '2026-08'] as const) {
      const report = await run(okta, { profile });
      t.same(ids(report, 'error'), [], profile);
      t.same(ids(report, 'warning'), [], profile);
      t.same(ids(report, 'note'), ['never-stored'], profile);
    }
  });

  t.test("OneLogin's flow has no error", async (t) => {
    for (const profile of ['classic', '2025', '2026-08'] as const) {
      const report = await run(oneLogin, { profile });
      t.same(ids(report, 'error'), [], profile);
      t.same(ids(report, 'warning'), [], profile);
      t.same(ids(report, 'note'), ['never-stored'], profile);
    }
  });

  t.test("Entra's flow has just the errors that its name PATCHes deserve", async (t) => {
    const report = await run(entra, { profile: 'classic' });
    t.same(ids(report, 'error'), ['patch-name-ignored']);
    const [error] = report.findings;
    t.equal(error?.count, 2, 'givenName and familyName');
    t.equal(error?.examples[0]?.note, 'taylor@example.com: sent name.givenName "Tay", still "Taylor"');
    t.same(ids(report, 'warning'), []);
    t.same(ids(report, 'note'), ['never-stored', 'parameters-ignored'], 'displayName, emails; excludedAttributes');
    const coerced = report.outcomes.find(
      ({ operation, path }) => operation === 'updateScimUserState' && path === 'active',
    );
    t.equal(coerced?.outcomes.coerced, 1, '"False" is taken for false');
  });

  t.test("where PATCH refuses other attributes, Entra's flow fails at them", async (t) => {
    const report = await run(entra, { quirks: { 'patch-other-attributes': 'reject' } });
    t.same(ids(report, 'error'), ['body-refused']);
  });
});
