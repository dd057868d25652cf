// Reads one `${…}` expression and writes it as FEEL while reading. The first construct without a counterpart ends it.
import { bpmnLimits } from '../limits.ts';
import { atLeast, isFeelName, level, propertyOf, stringLiteral, whole } from './feel-text.ts';
import type { Feel } from './feel-text.ts';
import { callFunction, callWithPrefix } from './juel-functions.ts';
import { callMethod, elementOf } from './juel-methods.ts';
import { accept, fail, grown, next, nothing, peek } from './juel-cursor.ts';
import type { JuelCursor } from './juel-cursor.ts';
import { juelTokens } from './juel-tokens.ts';

export type JuelReading =
  { readonly ok: true; readonly feel: Feel } | { readonly ok: false; readonly construct: string };

const prefixes: ReadonlySet<string> = new Set(['var', 'vars', 'variables']);

export function parseJuel(text: string): JuelReading {
  if (text.length > bpmnLimits.juelCharacters) return { ok: false, construct: text.slice(0, 60) };
  const state: JuelCursor = { tokens: juelTokens(text), at: 0, depth: 0, construct: undefined };
  const feel = choice(state);
  if (state.construct === undefined && peek(state).kind !== 'end') fail(state, peek(state).text);
  return state.construct === undefined ? { ok: true, feel } : { ok: false, construct: state.construct };
}

function choice(state: JuelCursor): Feel {
  if (++state.depth > bpmnLimits.juelDepth) return fail(state, '((((…');
  const test = or(state);
  let result = test;
  if (accept(state, '?')) {
    const yes = choice(state);
    if (!accept(state, ':')) return fail(state, '?');
    const no = choice(state);
    result = { text: `if ${test.text} then ${yes.text} else ${no.text}`, level: level.choice };
  }
  state.depth--;
  return grown(state, result);
}

function or(state: JuelCursor): Feel {
  let left = and(state);
  while (accept(state, '||', 'or')) left = joined(state, left, 'or', and(state), level.or);
  return left;
}

function and(state: JuelCursor): Feel {
  let left = equality(state);
  while (accept(state, '&&', 'and')) left = joined(state, left, 'and', equality(state), level.and);
  return left;
}

function equality(state: JuelCursor): Feel {
  let left = relation(state);
  for (;;) {
    if (accept(state, '==', 'eq')) left = compared(state, left, '=', relation(state));
    else if (accept(state, '!=', 'ne')) left = compared(state, left, '!=', relation(state));
    else return left;
  }
}

function relation(state: JuelCursor): Feel {
  let left = sum(state);
  for (;;) {
    if (accept(state, '<=', 'le')) left = compared(state, left, '<=', sum(state));
    else if (accept(state, '>=', 'ge')) left = compared(state, left, '>=', sum(state));
    else if (accept(state, '<', 'lt')) left = compared(state, left, '<', sum(state));
    else if (accept(state, '>', 'gt')) left = compared(state, left, '>', sum(state));
    else return left;
  }
}

function sum(state: JuelCursor): Feel {
  let left = product(state);
  for (;;) {
    if (accept(state, '+')) left = joined(state, left, '+', product(state), level.sum);
    else if (accept(state, '-')) left = joined(state, left, '-', product(state), level.sum);
    else return left;
  }
}

function product(state: JuelCursor): Feel {
  let left = unary(state);
  for (;;) {
    if (accept(state, '*')) left = joined(state, left, '*', unary(state), level.product);
    else if (accept(state, '/', 'div')) left = joined(state, left, '/', unary(state), level.product);
    else if (accept(state, '%', 'mod')) left = grown(state, whole(`modulo(${left.text}, ${unary(state).text})`));
    else return left;
  }
}

function unary(state: JuelCursor): Feel {
  if (++state.depth > bpmnLimits.juelDepth) return fail(state, '!!!!…');
  let result: Feel;
  if (accept(state, '!', 'not')) result = whole(`not(${unary(state).text})`);
  else if (accept(state, '-')) {
    const operand = unary(state);
    const negative = typeof operand.literal === 'number' ? { literal: -operand.literal } : {};
    result = { text: `-${atLeast(operand, level.whole)}`, level: level.sign, ...negative };
  } else if (accept(state, 'empty')) result = whole(`list contains([null, "", [], {}], ${unary(state).text})`);
  else result = postfix(state);
  state.depth--;
  return grown(state, result);
}

function postfix(state: JuelCursor): Feel {
  let left = primary(state);
  for (;;) {
    if (accept(state, '.')) {
      const { kind, text: name } = next(state);
      if (kind !== 'name') return fail(state, `.${name}`);
      if (accept(state, '(')) {
        const args = list(state, ')');
        left = translated(state, callMethod(left, name, args), `${left.text.slice(0, 40)}.${name}()`);
      } else {
        left = propertyOf(left, name);
      }
    } else if (accept(state, '[')) {
      const key = choice(state);
      if (!accept(state, ']')) return fail(state, '[');
      left = translated(
        state,
        key.literal === undefined ? undefined : elementOf(left, key.literal),
        `${left.text.slice(0, 40)}[${key.text.slice(0, 20)}]`,
      );
    } else {
      return left;
    }
    if (state.construct !== undefined) return nothing;
  }
}

function primary(state: JuelCursor): Feel {
  const token = next(state);
  if (token.kind === 'string') return stringLiteral(token.text);
  if (token.kind === 'number') {
    const text = String(Number(token.text));
    return /^[\d.]+$/.test(text) ? { text, level: level.whole, literal: Number(text) } : fail(state, token.text);
  }
  if (token.kind === 'mark' && token.text === '(') {
    const inner = choice(state);
    // Parentheses come back where FEEL needs them.
    return accept(state, ')') ? inner : fail(state, '(');
  }
  if (token.kind !== 'name') return fail(state, token.text === '' ? '…' : token.text);
  return named(state, token.text);
}

/** A name: constant, variable, function, or one of the objects an engine puts beside the variables. */
function named(state: JuelCursor, name: string): Feel {
  if (name === 'true' || name === 'false' || name === 'null') return whole(name);
  if (prefixes.has(name) && peek(state).text === ':') {
    next(state);
    const { text: called } = next(state);
    if (!accept(state, '(')) return fail(state, `${name}:${called}`);
    return translated(state, callWithPrefix(called, list(state, ')')), `${name}:${called}()`);
  }
  if (accept(state, '(')) return translated(state, callFunction(name, list(state, ')')), `${name}()`);
  if (name === 'execution' || name === 'task') {
    const method = accept(state, '.') ? next(state).text : '';
    const args = accept(state, '(') ? list(state, ')') : undefined;
    const called = args === undefined ? '' : '()';
    const [variable] = args ?? [];
    if (typeof variable?.literal === 'string' && isFeelName(variable.literal)) {
      if (method === 'getVariable' || method === 'getVariableLocal') return whole(variable.literal);
      if (method === 'hasVariable') return { text: `${variable.literal} != null`, level: level.comparison };
    }
    return fail(state, method === '' ? name : `${name}.${method}${called}`);
  }
  return isFeelName(name) ? whole(name) : fail(state, name);
}

function list(state: JuelCursor, close: string): readonly Feel[] {
  const items: Feel[] = [];
  if (accept(state, close)) return items;
  do items.push(choice(state));
  while (state.construct === undefined && accept(state, ','));
  if (!accept(state, close)) fail(state, close);
  return items;
}

function joined(state: JuelCursor, left: Feel, operator: string, right: Feel, at: number): Feel {
  return grown(state, { text: `${atLeast(left, at)} ${operator} ${atLeast(right, at + 1)}`, level: at });
}

/** Comparisons don't chain in FEEL. */
function compared(state: JuelCursor, left: Feel, operator: string, right: Feel): Feel {
  return grown(state, {
    text: `${atLeast(left, level.sum)} ${operator} ${atLeast(right, level.sum)}`,
    level: level.comparison,
  });
}

function translated(state: JuelCursor, feel: Feel | undefined, construct: string): Feel {
  return feel === undefined ? fail(state, construct) : grown(state, feel);
}
