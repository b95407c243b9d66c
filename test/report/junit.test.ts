import { test } from 'tap';
import { toJunit } from '../../src/report/junit.ts';
import { Script } from './entries.ts';

test('a JUnit report has a test for each kind of finding, and no text of a client is markup', async (t) => {
  const script = new Script().add(null, '/x]]><failure/>&"\u001b##[add-mask]a', { status: 404 });
  const xml = toJunit(script.report());
  t.match(xml, '<testcase classname="findings" name="not-routed">');
  t.match(xml, '<testcase classname="findings" name="delete-user"/>');
  t.equal(xml.match(/<failure /g)?.length, 1);
  t.notMatch(xml, /<failure\/>|##\[|\p{Cc}(?<!\n)/u);
  t.match(toJunit(script.report({ failOn: 'never' })), 'failures="0"');
});
