// What a case of the support table is, and the shapes that most of them share.
import { expect } from 'vitest';
import type { Position } from '../../../docs/support-cells.ts';
import type { Variables } from 'quytrinh/model';
import type { Bench } from '../../engine/setup.ts';
import { boundary, bpmn, catching, end, onEvent, start, sub, user, type Attributes } from '../bpmn-text.ts';
import type { Driver } from '../driver.ts';

/** Begins an instance of the case's process; some cases need two. */
export type Begin = (variables?: Variables, startEvent?: string) => Driver;

export type Case = { readonly bpmn: string } & (
  | { readonly drive: (begin: Begin) => void }
  /** What begins by something outside, or asks another definition, needs an engine; the file is deployed in it. */
  | { readonly outside: (on: Bench) => Promise<void> }
);

export type EventCases = Readonly<Partial<Record<Position, Case>>>;

/** p1 holds a -> e1 and an event subprocess with b; after p1 comes c. */
export const inEventSubprocess = (definition: string, isInterrupting: boolean, attributes: Attributes = {}): string =>
  bpmn(
    [
      start('s'),
      sub(
        'p1',
        [
          start('s1'),
          user('a'),
          end('e1'),
          onEvent(
            'h',
            [start('x', definition, { isInterrupting, ...attributes }), user('b'), end('he')],
            ['x -> b -> he'],
          ),
        ],
        ['s1 -> a -> e1'],
      ),
      user('c'),
      end('e'),
    ],
    ['s -> p1 -> c -> e'],
  );

/** The event ends the rest of its scope, which goes on when the event subprocess is done. */
export function takesOver(run: Driver, happen: () => void): void {
  expect(run.open()).toEqual(['a']);
  happen();
  expect(run.open()).toEqual(['b']);
  expect(run.waiting()).toEqual([]);
  run.complete('b');
  expect(run.open()).toEqual(['c']);
}

/** The event subprocess runs beside the rest of its scope, again each time; the scope waits for all of it. */
export function runsBeside(run: Driver, ...happenings: readonly (() => void)[]): void {
  expect(run.open()).toEqual(['a']);
  for (const happen of happenings) happen();
  const begun = happenings.map(() => 'b');
  expect(run.open()).toEqual(['a', ...begun]);
  run.complete('a');
  expect(run.open()).toEqual(begun);
  for (const b of begun) run.complete(b);
  expect(run.open()).toEqual(['c']);
  expect(run.waiting()).toEqual([]);
}

/** a -> d, and the event on a -> c. */
export const onBoundary = (definition: string, interrupting: boolean, attributes: Attributes = {}): string =>
  bpmn(
    [
      start('s'),
      user('a'),
      boundary('x', 'a', definition, interrupting, attributes),
      user('c'),
      user('d'),
      end('e'),
      end('e2'),
    ],
    ['s -> a -> d -> e', 'x -> c -> e2'],
  );

/** The activity is over and its normal way is not taken. */
export function ends(run: Driver, happen: () => void): void {
  expect(run.open()).toEqual(['a']);
  happen();
  expect(run.open()).toEqual(['c']);
  expect(run.waiting()).toEqual([]);
  run.complete('c');
  expect(run.state.status).toBe('completed');
}

/** A token leaves by the event each time, and the activity goes on to its normal way. */
export function goesOnBeside(run: Driver, ...happenings: readonly (() => void)[]): void {
  expect(run.open()).toEqual(['a']);
  for (const happen of happenings) happen();
  expect(run.open()).toEqual(['a', ...happenings.map(() => 'c')]);
  run.complete('a');
  expect(run.open()).toEqual([...happenings.map(() => 'c'), 'd']);
  expect(run.waiting()).toEqual([]);
}

/** s -> x -> a. */
export const between = (definition: string, attributes: Attributes = {}): string =>
  bpmn([start('s'), catching('x', definition, attributes), user('a'), end('e')], ['s -> x -> a -> e']);

/** The token stays in the event until it happens. */
export function holds(run: Driver, happen: () => void): void {
  expect(run.open()).toEqual([]);
  expect(run.alive()).toEqual(['x']);
  happen();
  expect(run.open()).toEqual(['a']);
  expect(run.waiting()).toEqual([]);
}

/** The event x begins the process, beside a none start that leads elsewhere. */
export const beginning = (definition: string, attributes: Attributes = {}): string =>
  bpmn(
    [start('x', definition, attributes), user('a'), start('s'), user('z'), end('e')],
    ['x -> a -> e', 's -> z -> e'],
  );

/** What was thrown, in its order, with name or code. */
export const thrown = (run: Driver): string[] =>
  run.events.flatMap((event) => {
    if (!event.type.endsWith('.thrown')) return [];
    const what = 'name' in event ? event.name : 'code' in event ? event.code : '';
    return [`${event.type.slice(0, -'.thrown'.length)} ${what}`];
  });
