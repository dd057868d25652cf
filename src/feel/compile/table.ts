// Decision tables (DMN 1.5, §8). Columns whose cells are plain values are indexed, so that a long table is not walked row by row.
import type { Aggregation, TableNode } from '../syntax/ast.ts';
import { setEntry } from '../values/kinds.ts';
import { equal } from '../values/ordering.ts';
import { aggregate } from './aggregate.ts';
import { withLocal } from './compiler.ts';
import type { Compiler, Scope } from './compiler.ts';
import { charge, warn } from './env.ts';
import type { Code, Env } from './env.ts';
import { createColumnIndex } from './table-index.ts';
import type { ColumnIndex } from './table-index.ts';
import { anything, compileUnary } from './tests.ts';
import type { Test } from './tests.ts';

interface Column {
  readonly slot: number;
  readonly input: Code;
  readonly index: ColumnIndex | undefined;
  readonly name: string;
  /** Input values; `anything` when none are listed. */
  readonly allowed: Test;
}

interface Row {
  /** Number of the rule, from 1. */
  readonly number: number;
  readonly tests: readonly Test[];
  readonly outputs: readonly Code[];
}

export function compileTable(node: TableNode, scope: Scope, c: Compiler): Code {
  const columns: Column[] = node.inputs.map(({ value, name, allowed }, i) => {
    const slot = c.newSlot();
    return {
      slot,
      input: c.compile(value, scope),
      index: createColumnIndex(node.rules.map((rule) => rule.tests[i] ?? { kind: 'any' })),
      name,
      allowed: allowed.kind === 'any' ? anything : compileUnary(allowed, withLocal(scope, '?', slot), c),
    };
  });
  const rows: Row[] = node.rules.map((rule, i) => ({
    number: i + 1,
    tests: columns.map(({ slot }, j) => {
      const test = rule.tests[j];
      return test === undefined ? anything : compileUnary(test, withLocal(scope, '?', slot), c);
    }),
    outputs: rule.outputs.map((output) => c.compile(output, scope)),
  }));
  const all = rows.map((_, i) => i);
  const finish = createPolicy(node, scope, c);
  const stopsAtFirst = node.policy === 'FIRST';
  return (env) => {
    const values: unknown[] = [];
    let candidates: readonly number[] = all;
    for (const { slot, input, index, name, allowed } of columns) {
      const value = input(env) ?? null;
      values.push(value);
      env.slots[slot] = value;
      if (!isAllowed(value, allowed, env)) warn(env, node, 'FEEL_VALUE_NOT_ALLOWED', { name });
      const found = index?.(value);
      if (found !== undefined && found.length < candidates.length) candidates = found;
    }
    charge(env, candidates.length);
    const matched: Row[] = [];
    for (const i of candidates) {
      const row = rows[i] as Row;
      if (!matches(row, values, env)) continue;
      matched.push(row);
      if (stopsAtFirst) break;
    }
    return finish(matched, env);
  };
}

function matches(row: Row, values: readonly unknown[], env: Env): boolean {
  const { tests } = row;
  for (let i = 0; i < tests.length; i++) {
    const test = tests[i] as Test;
    if (test !== anything && test(values[i], env) !== true) return false;
  }
  return true;
}

type Finish = (matched: readonly Row[], env: Env) => unknown;

function createPolicy(node: TableNode, scope: Scope, c: Compiler): Finish {
  const { policy, aggregation } = node;
  const names = node.outputs.map((output) => output.name ?? '');
  const defaults = node.outputs.map(({ otherwise }) =>
    otherwise === undefined ? undefined : c.compile(otherwise, scope),
  );
  const priorities = node.outputs.map((output) => output.priorities.map((value) => c.compile(value, scope)));
  const hasDefault = defaults.some((code) => code !== undefined);
  const otherwise = (env: Env): unknown =>
    hasDefault
      ? combine(
          names,
          defaults.map((code) => code?.(env) ?? null),
        )
      : null;
  const valuesOf = createValues(node, scope, c);
  const outputOf = (row: Row, env: Env): unknown => combine(names, valuesOf(row, env));
  const rulesOf = (matched: readonly Row[]): string => matched.map(({ number }) => number).join(', ');
  const contradiction = (matched: readonly Row[], env: Env): null =>
    warn(env, node, 'FEEL_TABLE_MATCHES', { policy, rules: rulesOf(matched) });
  const aggregated = (name: Aggregation, matched: readonly Row[], env: Env): unknown =>
    aggregate(
      name,
      matched.map((row) => outputOf(row, env)),
      env,
    ) ?? warn(env, node, 'FEEL_TABLE_AGGREGATION', { name, rules: rulesOf(matched) });

  return (matched, env) => {
    const [first] = matched;
    if (first === undefined) return aggregation === 'COUNT' && policy === 'COLLECT' && !hasDefault ? 0 : otherwise(env);
    switch (policy) {
      case 'UNIQUE':
        return matched.length === 1 ? outputOf(first, env) : contradiction(matched, env);
      case 'ANY': {
        const output = outputOf(first, env);
        const same = matched.every((row) => row === first || equal(outputOf(row, env), output, env) === true);
        return same ? output : contradiction(matched, env);
      }
      case 'FIRST':
        return outputOf(first, env);
      case 'PRIORITY':
        return ranked(matched, priorities, names, valuesOf, env)[0] ?? null;
      case 'OUTPUT ORDER':
        return ranked(matched, priorities, names, valuesOf, env);
      case 'RULE ORDER':
        return matched.map((row) => outputOf(row, env));
      case 'COLLECT':
        return aggregation === undefined
          ? matched.map((row) => outputOf(row, env))
          : aggregated(aggregation, matched, env);
    }
  };
}

/** Listed values say nothing of null, nor of a list: whether that is meant as a whole or by its items is not written. */
function isAllowed(value: unknown, listed: Test, env: Env): boolean {
  return listed === anything || value === null || Array.isArray(value) || listed(value, env) === true;
}

/** The outputs of a rule; one that is not among the output values of its column is a fault, though it stays as it is. */
function createValues(node: TableNode, scope: Scope, c: Compiler): (row: Row, env: Env) => readonly unknown[] {
  const checks = node.outputs.map(({ name = '', allowed }) => {
    const slot = c.newSlot();
    return {
      name,
      slot,
      test: allowed.kind === 'any' ? anything : compileUnary(allowed, withLocal(scope, '?', slot), c),
    };
  });
  return (row, env) => {
    const values = row.outputs.map((code) => code(env) ?? null);
    checks.forEach(({ name, slot, test }, i) => {
      const value = values[i] ?? null;
      env.slots[slot] = value;
      if (!isAllowed(value, test, env)) warn(env, node, 'FEEL_VALUE_NOT_ALLOWED', { name });
    });
    return values;
  };
}

/** One output is its value; several make a context. */
function combine(names: readonly string[], values: readonly unknown[]): unknown {
  if (names.length <= 1) return values[0] ?? null;
  const context: Record<string, unknown> = {};
  names.forEach((name, i) => setEntry(context, name, values[i] ?? null));
  return context;
}

/** Outputs in the order of the listed output values, the first column first. */
function ranked(
  matched: readonly Row[],
  priorities: readonly (readonly Code[])[],
  names: readonly string[],
  valuesOf: (row: Row, env: Env) => readonly unknown[],
  env: Env,
): unknown[] {
  const listed = priorities.map((list) => list.map((code) => code(env)));
  const entries = matched.map((row) => {
    const values = valuesOf(row, env);
    const ranks = values.map((value, i) => {
      const rank = (listed[i] ?? []).findIndex((one) => equal(one, value, env) === true);
      return rank < 0 ? Number.MAX_SAFE_INTEGER : rank;
    });
    return { values, ranks };
  });
  entries.sort((a, b) => {
    for (let i = 0; i < a.ranks.length; i++) {
      const order = (a.ranks[i] ?? 0) - (b.ranks[i] ?? 0);
      if (order !== 0) return order;
    }
    return 0;
  });
  return entries.map(({ values }) => combine(names, values));
}
