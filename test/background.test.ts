import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { test } from 'tap';
import { guarded } from '../src/background.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Commands that run once and end with their first error, and the page, which is no part of the process. */
const commands = /^src\/(conformance|record|idp|cli|dashboard)\/(?!server\.ts)/;

const timers = new Set(['setTimeout', 'setImmediate', 'setInterval', 'queueMicrotask', 'nextTick']);
const listeners = new Set(['on', 'once', 'addListener', 'prependListener', 'addEventListener']);

type Node = { readonly type: string; readonly start: number; readonly [name: string]: unknown };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

function* nodesIn(node: Node): Generator<Node> {
  yield node;
  for (const inner of Object.values(node)) {
    for (const child of Array.isArray(inner) ? inner : [inner]) if (isNode(child)) yield* nodesIn(child);
  }
}

const calleeName = (call: Node): string => {
  const callee = call.callee as Node;
  const named = callee.type === 'MemberExpression' ? (callee.property as Node) : callee;
  return String(named.name ?? '');
};

/** The callback of a timer or a listener; undefined for a call that is neither. */
const callbackOf = (call: Node): Node | undefined => {
  const name = calleeName(call);
  const passed = call.arguments as Node[];
  if (timers.has(name)) return passed[0];
  const isListener = listeners.has(name) && (call.callee as Node).type === 'MemberExpression' && passed.length >= 2;
  return isListener ? passed[1] : undefined;
};

const isGuardedCall = (node: unknown): boolean =>
  isNode(node) && node.type === 'CallExpression' && calleeName(node) === 'guarded';

/** A guarded callback, a name that stands for one, or the `resolve` and `reject` of a promise, which cannot throw. */
const isSafe = (callback: Node, safeNames: ReadonlySet<string>): boolean =>
  isGuardedCall(callback) || (callback.type === 'Identifier' && safeNames.has(String(callback.name)));

const bareCallbacks = (file: string, text: string): string[] => {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const nodes = [...nodesIn(program as unknown as Node)];
  const declared = nodes.filter(({ type, init }) => type === 'VariableDeclarator' && isGuardedCall(init));
  const safeNames = new Set(['resolve', 'reject', ...declared.map(({ id }) => String((id as Node).name))]);
  return nodes
    .filter(({ type }) => type === 'CallExpression')
    .flatMap((call) => {
      const callback = callbackOf(call);
      if (callback === undefined || isSafe(callback, safeNames)) return [];
      return [`${file}:${text.slice(0, call.start).split('\n').length} ${text.slice(call.start, call.start + 60)}`];
    });
};

test('every timer, immediate and listener of the server is guarded', async (t) => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => `src/${file}`)
    .filter((file) => file.endsWith('.ts') && !commands.test(file));
  t.ok(files.length > 100, `${files.length} files`);
  const found = files.flatMap((file) => bareCallbacks(file, readFileSync(join(root, file), 'utf8')));
  t.same(found, []);
});

test('finds bare callbacks, whatever their form', async (t) => {
  for (const line of [
    'setTimeout(() => work(), 5)',
    'globalThis.setImmediate(work)',
    'process.nextTick(work)',
    "socket.on('close', () => work())",
    "response.once('close', work)",
    "signal.addEventListener('abort', work)",
    'setInterval(function () {}, 1).unref()',
  ]) {
    t.equal(bareCallbacks('x.ts', line).length, 1, line);
  }
  for (const line of [
    "setTimeout(guarded('x', work), 5)",
    'new Promise((resolve) => setTimeout(resolve, 5))',
    "socket.on('close', guarded('x', () => work()))",
    "app.addHook('onClose', work)",
  ]) {
    t.same(bareCallbacks('x.ts', line), [], line);
  }
});

test('reports what a guarded callback throws or rejects with, and goes on', async (t) => {
  const told: string[] = [];
  const report = (error: unknown, task: string): void => {
    told.push(`${task}: ${(error as Error).message}`);
    throw new Error('the log is full');
  };
  guarded(
    'one',
    () => {
      throw new Error('thrown');
    },
    report,
  )();
  guarded(
    'two',
    async () => {
      throw new Error('rejected');
    },
    report,
  )();
  await new Promise((resolve) => setImmediate(resolve));
  t.same(told, ['one: thrown', 'two: rejected']);
});
