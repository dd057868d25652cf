// Where the parser of `${…}` expressions stands, and the first thing it could not translate.
import { bpmnLimits } from '../limits.ts';
import { whole } from './feel-text.ts';
import type { Feel } from './feel-text.ts';
import type { JuelToken } from './juel-tokens.ts';

export interface JuelCursor {
  readonly tokens: readonly JuelToken[];
  at: number;
  depth: number;
  /** What can't be translated; reading goes nowhere once it is set. */
  construct: string | undefined;
}

export const nothing = whole('null');

/** Some translations repeat a piece; chained, they would grow without end. */
export function grown(state: JuelCursor, feel: Feel): Feel {
  return feel.text.length > bpmnLimits.juelCharacters ? fail(state, feel.text.slice(0, 60)) : feel;
}

export function fail(state: JuelCursor, construct: string): Feel {
  state.construct ??= construct;
  state.at = state.tokens.length - 1;
  return nothing;
}

export function peek(state: JuelCursor): JuelToken {
  return state.tokens[state.at] ?? { kind: 'end', text: '' };
}

export function next(state: JuelCursor): JuelToken {
  const token = peek(state);
  if (token.kind !== 'end') state.at++;
  return token;
}

export function accept(state: JuelCursor, ...texts: readonly string[]): boolean {
  const token = peek(state);
  const found = (token.kind === 'mark' || token.kind === 'name') && texts.includes(token.text);
  if (found) state.at++;
  return found;
}
