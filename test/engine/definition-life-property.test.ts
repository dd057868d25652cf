// Random lives of definitions against a small model of them: who is started under which version, now and by a receipt that lies back.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEngineError, openEngine, type Engine } from 'quytrinh';
import { verifyStore } from 'quytrinh/engine';
import { memoryStore } from 'quytrinh/stores';
import { manualClock } from 'quytrinh/testing';
import { bpmn, end, message, start, user } from '../machine/bpmn-text.ts';
import { BEGIN } from './setup.ts';

interface Version {
  state: 'draft' | 'legalCheck' | 'approved' | 'effective' | 'over';
  from: number;
  to: number;
  suspended: boolean;
}

type Act =
  | { readonly do: 'deploy' | 'draft' | 'start' | 'message' | 'runDue' }
  | { readonly do: 'submit' | 'return' | 'revoke' | 'suspend' | 'resume'; readonly on: number }
  | { readonly do: 'approve'; readonly on: number; readonly in: number }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'startReceived'; readonly ago: number };

/** What the acts should do, written without a look at the engine. Null: refused. */
function world() {
  const versions: Version[] = [];
  const force = (version: Version, from: number): void => {
    for (const other of versions)
      if (other.state === 'effective') Object.assign(other, { state: 'over', to: Math.max(from, other.from) });
    Object.assign(version, { state: 'effective', from, to: Infinity });
  };
  const settle = (now: number): void => {
    const due = versions.filter(({ state, from }) => state === 'approved' && from <= now);
    for (const version of due.sort((a, b) => a.from - b.from)) force(version, version.from);
  };
  const began = (version: Version | undefined): number | null =>
    version === undefined || version.suspended ? null : versions.indexOf(version) + 1;
  return {
    versions,
    /** The version that begins an instance; null: refused; undefined: nothing to compare. */
    act(act: Act, now: number): number | null | undefined {
      settle(now);
      const present = versions.find(({ state }) => state === 'effective');
      const version = 'on' in act ? versions[act.on] : undefined;
      switch (act.do) {
        case 'deploy':
        case 'draft': {
          const made: Version = { state: 'draft', from: Infinity, to: Infinity, suspended: false };
          versions.push(made);
          if (act.do === 'deploy') force(made, now);
          return undefined;
        }
        case 'start':
        case 'message':
          return began(present);
        case 'startReceived': {
          const at = now - act.ago;
          return began(
            versions
              .filter(({ from, to }) => from <= at && at < to)
              .sort((a, b) => a.from - b.from)
              .at(-1),
          );
        }
        case 'submit':
        case 'return': {
          const [before, after] =
            act.do === 'submit' ? (['draft', 'legalCheck'] as const) : (['legalCheck', 'draft'] as const);
          if (version?.state !== before) return null;
          version.state = after;
          return undefined;
        }
        case 'approve': {
          const from = now + act.in;
          if (version?.state !== 'legalCheck' || from < (present?.from ?? 0)) return null;
          Object.assign(version, { state: 'approved', from });
          settle(now);
          return undefined;
        }
        case 'revoke': {
          if (version?.state !== 'approved' && version?.state !== 'effective') return null;
          Object.assign(version, { state: 'over', to: Math.max(now, version.from) });
          return undefined;
        }
        case 'suspend':
        case 'resume':
          if (version === undefined || version.suspended === (act.do === 'suspend')) return null;
          version.suspended = act.do === 'suspend';
          return undefined;
        default:
          return undefined;
      }
    },
  };
}

const source = (number: number): string =>
  bpmn(
    [start('s'), start('m', message('filed')), user(`v${number}`), end('e')],
    [`s -> v${number} -> e`, `m -> v${number}`],
  );
const reason = 'x';
const decision = { decisionNumber: '1/QĐ', decisionOn: '2026-01-01', signer: 'A' };

/** The version of the instance that was started; undefined when the act starts none. */
async function carryOut(engine: Engine, act: Act, versions: number, now: number): Promise<number | undefined> {
  const taskOf = async (instanceId: string): Promise<number> =>
    Number((await engine.tasks({ instanceId })).rows[0]?.element.slice(1));
  const number = 'on' in act ? act.on + 1 : 0;
  switch (act.do) {
    case 'deploy':
    case 'draft':
      await engine.deployText(source(versions + 1), 'p.bpmn', { draft: act.do === 'draft' });
      return undefined;
    case 'start':
      return taskOf((await engine.start('p')).instanceId);
    case 'startReceived':
      return taskOf((await engine.start('p', { receivedAt: now - act.ago })).instanceId);
    case 'message':
      return taskOf((await engine.correlate({ message: 'filed' })).instanceId);
    case 'submit':
      await engine.submitDefinition('p', number);
      return undefined;
    case 'return':
      await engine.returnDefinition('p', number, { reason });
      return undefined;
    case 'approve':
      await engine.approveDefinition('p', number, { ...decision, effectiveFrom: now + act.in });
      return undefined;
    case 'revoke':
      await engine.revokeDefinition('p', number, { reason });
      return undefined;
    case 'suspend':
      await engine.suspendDefinition('p', number, { reason });
      return undefined;
    case 'resume':
      await engine.resumeDefinition('p', number);
      return undefined;
    case 'runDue':
      await engine.runDue();
      return undefined;
    case 'pass':
      return undefined;
  }
}

/** So that most acts find something to act on. */
const opening: readonly Act[] = [
  { do: 'deploy' },
  { do: 'draft' },
  { do: 'draft' },
  { do: 'submit', on: 1 },
  { do: 'submit', on: 2 },
];
const on = fc.integer({ min: 0, max: 3 });
const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom<Act>(
    { do: 'deploy' },
    { do: 'draft' },
    { do: 'draft' },
    { do: 'start' },
    { do: 'message' },
    { do: 'runDue' },
  ),
  fc.record({
    do: fc.constantFrom(
      'submit' as const,
      'submit' as const,
      'return' as const,
      'revoke' as const,
      'suspend' as const,
      'resume' as const,
    ),
    on,
  }),
  fc.record({ do: fc.constant('approve' as const), on, in: fc.integer({ min: -3, max: 10 }) }),
  fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 6 }) }),
  fc.record({ do: fc.constant('startReceived' as const), ago: fc.integer({ min: 0, max: 15 }) }),
);

describe('random lives of definitions', () => {
  it('go as the model says, and verify', { timeout: 120_000 }, async () => {
    let started = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 10, maxLength: 40 }), async (list) => {
        const clock = manualClock(BEGIN);
        const store = memoryStore();
        const engine = await openEngine({ store, clock });
        const expected = world();
        const told: unknown[] = [];
        for (const act of [...opening, ...list]) {
          if (act.do === 'pass') clock.set(clock.now() + act.ms);
          const before = expected.versions.length;
          const wanted = expected.act(act, clock.now());
          const found = await carryOut(engine, act, before, clock.now()).catch((error: unknown) => {
            if (!isEngineError(error)) throw error;
            return null;
          });
          told.push([act, clock.now() - BEGIN, found]);
          expect([told, found]).toEqual([told, wanted]);
          if (found === null) refused += 1;
          else if (found !== undefined) started += 1;
        }
        await engine.runDue();
        expected.act({ do: 'runDue' }, clock.now());
        const states = (await engine.definitions('p')).map(({ state }) =>
          state === 'superseded' || state === 'revoked' ? 'over' : state,
        );
        expect(states).toEqual(expected.versions.map(({ state }) => state));
        expect(await verifyStore(store)).toMatchObject({ sound: true, strayed: [] });
        await engine.close();
      }),
      { numRuns: 150 },
    );
    expect(started).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(100);
  });
});
