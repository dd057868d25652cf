// What the decision of random processes answers, by the version that the task binds (test/fuzz/decisions.ts has the same in DMN).
import type { DecisionModel } from 'quytrinh/model';
import { valueOf, type Values } from './condition.ts';

export function decide({ binding }: DecisionModel, values: Values): number {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => valueOf(name, values)) as [number, number, number];
  if (binding === 'versionTag') return a > 1 ? 0 : a + 1;
  if (binding === 'deployment') return 3 - b;
  if (a < 1) return 2;
  return c > 1 ? 0 : 1;
}
