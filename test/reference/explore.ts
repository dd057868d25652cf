// All worlds at rest that a step can lead to: every order of the acts inside the step is tried.
import type { Diagram } from './diagram.ts';
import { moveTexts } from './moves.ts';

/** Null when there are more worlds than `most`. */
export function restsOf(diagram: Diagram, begun: readonly string[], most: number): string[] | null {
  const seen = new Set(begun);
  const rests: string[] = [];
  const ahead = [...begun];
  for (let text = ahead.pop(); text !== undefined; text = ahead.pop()) {
    const next = moveTexts(diagram, text);
    if (next.length === 0) rests.push(text);
    for (const each of next) {
      if (seen.has(each)) continue;
      if (seen.size >= most) return null;
      seen.add(each);
      ahead.push(each);
    }
  }
  return rests;
}
