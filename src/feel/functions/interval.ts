// Range functions (DMN 1.5, §10.3.4.9): Allen's relations between points and ranges.
import type { Env } from '../compile/env.ts';
import { KIND, isTagged } from '../values/kinds.ts';
import type { FeelRange } from '../values/kinds.ts';
import { compare, equal } from '../values/ordering.ts';
import { noResult, signature } from './define.ts';
import type { Signature } from './define.ts';

type Relation = (a: FeelRange, b: FeelRange) => boolean | null;

export const intervalFunctions: Readonly<Record<string, readonly Signature[]>> = {
  before: relation('before', 'point or range', 'point or range', (a, b) => precedes(a, b)),
  after: relation('after', 'point or range', 'point or range', (a, b) => precedes(b, a)),
  meets: relation('meets', 'range', 'range', meets),
  'met by': relation('met by', 'range', 'range', (a, b) => meets(b, a)),
  overlaps: relation('overlaps', 'range', 'range', (a, b) => not(or(precedes(a, b), precedes(b, a)))),
  'overlaps before': relation('overlaps before', 'range', 'range', overlapsBefore),
  'overlaps after': relation('overlaps after', 'range', 'range', (a, b) => overlapsBefore(b, a)),
  finishes: relation('finishes', 'point or range', 'range', finishes),
  'finished by': relation('finished by', 'range', 'point or range', (a, b) => finishes(b, a)),
  includes: relation('includes', 'range', 'point or range', (a, b) => during(b, a)),
  during: relation('during', 'point or range', 'range', during),
  starts: relation('starts', 'point or range', 'range', starts),
  'started by': relation('started by', 'range', 'point or range', (a, b) => starts(b, a)),
  coincides: [
    signature(
      [
        ['range1', 'some'],
        ['range2', 'some'],
      ],
      (env, a, b) => coincides(a, b, env),
    ),
    signature(
      [
        ['point1', 'some'],
        ['point2', 'some'],
      ],
      (env, a, b) => coincides(a, b, env),
    ),
  ],
};

type Side = 'range' | 'point or range';

function relation(name: string, left: Side, right: Side, holds: Relation): readonly Signature[] {
  const run = (env: Env, a: unknown, b: unknown): boolean | null => {
    if ((left === 'range' && !isTagged(a, 'range')) || (right === 'range' && !isTagged(b, 'range'))) {
      return noResult(env, name);
    }
    return holds(rangeOf(a), rangeOf(b)) ?? noResult(env, name);
  };
  return parameterNames(left, right).map(([first, second]) =>
    signature(
      [
        [first, 'some'],
        [second, 'some'],
      ],
      run,
    ),
  );
}

/** The standard names the parameters after what they are. */
function parameterNames(left: Side, right: Side): readonly (readonly [string, string])[] {
  if (left === 'range' && right === 'range') return [['range1', 'range2']];
  if (left === 'range')
    return [
      ['range', 'point'],
      ['range1', 'range2'],
    ];
  if (right === 'range')
    return [
      ['point', 'range'],
      ['range1', 'range2'],
    ];
  return [
    ['point1', 'point2'],
    ['point', 'range'],
    ['range', 'point'],
    ['range1', 'range2'],
  ];
}

/** A point is a range that holds only itself. */
function rangeOf(value: unknown): FeelRange {
  if (isTagged(value, 'range')) return value;
  return { [KIND]: 'range', start: value, end: value, startIncluded: true, endIncluded: true, operator: undefined };
}

function not(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}

function or(a: boolean | null, b: boolean | null): boolean | null {
  if (a === true || b === true) return true;
  return a === null || b === null ? null : false;
}

function and(a: boolean | null, b: boolean | null): boolean | null {
  return not(or(not(a), not(b)));
}

/** Everything in `a` comes before everything in `b`. */
function precedes(a: FeelRange, b: FeelRange): boolean | null {
  if (a.end === undefined || b.start === undefined) return false;
  const order = compare(a.end, b.start);
  if (order === null) return null;
  return order < 0 || (order === 0 && !(a.endIncluded && b.startIncluded));
}

function meets(a: FeelRange, b: FeelRange): boolean | null {
  if (a.end === undefined || b.start === undefined) return false;
  const order = compare(a.end, b.start);
  return order === null ? null : order === 0 && a.endIncluded && b.startIncluded;
}

/** Order of two starts: an absent one is the earliest, an excluded one is later than an included one. */
function compareStarts(a: FeelRange, b: FeelRange): number | null {
  if (a.start === undefined || b.start === undefined) return a.start === b.start ? 0 : a.start === undefined ? -1 : 1;
  const order = compare(a.start, b.start);
  return order === 0 ? Number(b.startIncluded) - Number(a.startIncluded) : order;
}

/** Order of two ends: an absent one is the latest, an excluded one is earlier than an included one. */
function compareEnds(a: FeelRange, b: FeelRange): number | null {
  if (a.end === undefined || b.end === undefined) return a.end === b.end ? 0 : a.end === undefined ? 1 : -1;
  const order = compare(a.end, b.end);
  return order === 0 ? Number(a.endIncluded) - Number(b.endIncluded) : order;
}

const holds = (order: number | null, test: (order: number) => boolean): boolean | null =>
  order === null ? null : test(order);

function overlapsBefore(a: FeelRange, b: FeelRange): boolean | null {
  const starts = holds(compareStarts(a, b), (order) => order < 0);
  const ends = holds(compareEnds(a, b), (order) => order <= 0);
  return and(and(starts, not(precedes(a, b))), ends);
}

function finishes(a: FeelRange, b: FeelRange): boolean | null {
  return and(
    holds(compareEnds(a, b), (order) => order === 0),
    holds(compareStarts(a, b), (order) => order >= 0),
  );
}

function starts(a: FeelRange, b: FeelRange): boolean | null {
  return and(
    holds(compareStarts(a, b), (order) => order === 0),
    holds(compareEnds(a, b), (order) => order <= 0),
  );
}

function during(a: FeelRange, b: FeelRange): boolean | null {
  return and(
    holds(compareStarts(a, b), (order) => order >= 0),
    holds(compareEnds(a, b), (order) => order <= 0),
  );
}

function coincides(a: unknown, b: unknown, env: Env): boolean | null {
  return equal(a, b, env) ?? noResult(env, 'coincides');
}
