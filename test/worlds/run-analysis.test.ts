import { test } from 'tap';
import type { JournalEntry } from '../../src/journal/entry.ts';
import { Journal, JournalBudget } from '../../src/journal/journal.ts';
import { RunAnalysis } from '../../src/worlds/run-analysis.ts';

test('an analysis that fails between requests fails the report, and nothing else', async (t) => {
  const analysis = new RunAnalysis();
  // No entry at all is what no detector can take.
  for (let number = 0; number < 64; number += 1) analysis.takeLater(null as unknown as JournalEntry);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const journal = new Journal(new JournalBudget(), 10);
  await t.rejects(analysis.upTo(journal), TypeError);
  analysis.restart(0);
  t.equal((await analysis.upTo(journal)).report().requests, 0, 'begun anew it works again');
});
