// SLA clocks (stub until the clock functions are there).
import type { Node } from './graph.ts';
import type { Run } from './run.ts';

export function clocksOf(_run: Run, _node: Node, _id: string): (() => void) | null {
  return null;
}
export function endClocks(_run: Run, _node: Node, _id: string, _how?: 'terminated'): void {
  return;
}
export function clockDue(_run: Run, _clock: string): void {
  return;
}
