import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'tap';
import type { Report } from '../../schemas/report.ts';
import { catalogue } from '../../src/report/catalogue.ts';
import { toMarkdown } from '../../src/report/markdown.ts';
import { failures } from './clients/failures.ts';
import { groups } from './clients/groups.ts';
import { keys } from './clients/keys.ts';
import { lists } from './clients/lists.ts';
import { lookUps } from './clients/look-ups.ts';
import { routes } from './clients/routes.ts';
import type { Scenario } from './clients/scenario.ts';
import { updates } from './clients/updates.ts';
import { Emulator } from './emulator.ts';

const scenarios: Scenario[] = [...updates, ...lookUps, ...routes, ...lists, ...groups, ...failures, ...keys];

const folder = new URL('snapshots/', import.meta.url);

/** The reports that both clients got, to be read. TAP_SNAPSHOT=1 writes them. */
const snapshot = (id: string, wrong: Report, right: Report): { readonly file: URL; readonly text: string } => {
  const text = [
    `# ${id}`,
    '# The client that does it wrong',
    toMarkdown(wrong),
    '# The client that does it right',
    toMarkdown(right),
  ].join('\n\n');
  return { file: new URL(`${id}.md`, folder), text };
};

test('every finding has a client that deserves it, and one that does not', async (t) => {
  t.same(scenarios.map(({ id }) => id).sort(), catalogue.map(({ id }) => id).sort());
});

test('a raw + in a filter is an error where somebody was missed by it', async (t) => {
  const emulator = await Emulator.start();
  t.teardown(() => emulator.close());
  const rawPlus = '/Users?filter=userName+eq+%22taylor+test@example.com%22';
  const severity = async (...steps: ('look' | 'create')[]) => {
    const scene = emulator.scene();
    const { client } = scene;
    for (const step of steps) {
      await (step === 'look' ? client.get(rawPlus) : client.create('taylor+test@example.com'));
    }
    return scene.report().findings.find(({ id }) => id === 'raw-plus-in-filter')?.severity;
  };
  t.equal(await severity('look'), 'warning');
  t.equal(await severity('look', 'create'), 'warning', 'nobody was there');
  t.equal(await severity('look', 'create', 'look', 'create'), 'error', 'the next run');
  t.equal(await severity('create', 'create', 'look'), 'error', 'looked after the 409');
});

test('clients over real sockets', async (t) => {
  const emulator = await Emulator.start();
  t.teardown(() => emulator.close());
  for (const { id, setting, wrong, right } of scenarios) {
    await t.test(id, async (t) => {
      const run = async (errand: Scenario['wrong']): Promise<Report> => {
        const scene = emulator.scene(setting);
        await errand(scene);
        return scene.report();
      };
      const wrongly = await run(wrong);
      const rightly = await run(right);
      t.ok(
        wrongly.findings.some((finding) => finding.id === id),
        'it is found',
      );
      t.notOk(
        rightly.findings.some((finding) => finding.id === id),
        'who does it right is left alone',
      );
      const { file, text } = snapshot(id, wrongly, rightly);
      if (process.env.TAP_SNAPSHOT === '1') {
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, text);
      }
      t.equal(text, readFileSync(file, 'utf8'), 'the report reads as it did');
    });
  }
});
