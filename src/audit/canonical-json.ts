// Canonical JSON (RFC 8785, JCS): one value has exactly one text, so that a hash of the text is a hash of the value.
// It runs in every durable step, hence one pass that only builds the text; why a value is refused is found out afterwards.
import { engineError } from '../model/engine-error.ts';
import { isWellFormed } from './is-well-formed.ts';

/**
 * The RFC 8785 text of a plain JSON value: members sorted by UTF-16 code units (§3.2.3), numbers and strings as ECMAScript
 * writes them (§3.2.2), no white space.
 *
 * Refused with `CANONICAL_INVALID`, naming the path: undefined (also as a member or a hole), functions, symbols, bigints,
 * NaN and infinities, lone surrogates, objects that are not plain (Date, Map, class instances), and nesting deeper than
 * `CANONICAL_DEPTH` (which a circular value always is). `toJSON` is not called: what is stored must be what was given.
 */
export function canonicalJson(value: unknown): string {
  const text = write(value, 0);
  if (text !== undefined) return text;
  throw engineError('CANONICAL_INVALID', { ...findTrouble(value, '$', 0) });
}

/** The deepest nesting of arrays and objects; far above any real entry, far below the call stack. */
export const CANONICAL_DEPTH = 256;

function write(value: unknown, depth: number): string | undefined {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'number':
      return Number.isFinite(value) ? String(value) : undefined;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth === CANONICAL_DEPTH) return undefined;
      return Array.isArray(value) ? writeArray(value, depth) : writeObject(value, depth);
    default:
      return undefined;
  }
}

function writeArray(items: readonly unknown[], depth: number): string | undefined {
  let text = '[';
  for (let index = 0; index < items.length; index += 1) {
    const part = write(items[index], depth + 1);
    if (part === undefined) return undefined;
    text += index === 0 ? part : ',' + part;
  }
  return text + ']';
}

function writeObject(value: object, depth: number): string | undefined {
  if (!isPlain(value)) return undefined;
  const members = value as Readonly<Record<string, unknown>>;
  let text = '{';
  for (const key of sortedKeys(members)) {
    const name = nameOf(key);
    const part = write(members[key], depth + 1);
    if (name === undefined || part === undefined) return undefined;
    text += text.length === 1 ? name + part : ',' + name + part;
  }
  return text + '}';
}

/** All but what stands for itself: quotes, backslashes, controls, and surrogates, which may be lone. */
const notVerbatim = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

// Most strings need no escape; for the others JSON.stringify writes exactly what ECMAScript, and so the RFC, asks for.
function quote(text: string): string | undefined {
  if (text.length < SHORT ? isVerbatim(text) : !notVerbatim.test(text)) return '"' + text + '"';
  return isWellFormed(text) ? JSON.stringify(text) : undefined;
}

/** Characters up to which a loop is faster than to call the search. */
const SHORT = 40;

/** What `notVerbatim` asks, of a short string. */
function isVerbatim(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 || unit === 0x22 || unit === 0x5c || (unit >= 0xd800 && unit < 0xe000)) return false;
  }
  return true;
}

/** Names of members come again and again: those of events and commands, and the variables of a process. */
const knownNames = new Map<string, string>();
const MOST_NAMES = 1_000;

/** The name and its colon. */
function nameOf(key: string): string | undefined {
  const known = knownNames.get(key);
  if (known !== undefined) return known;
  const quoted = quote(key);
  if (quoted === undefined) return undefined;
  if (knownNames.size < MOST_NAMES) knownNames.set(key, quoted + ':');
  return quoted + ':';
}

/** Insertion sort: objects here have few members, mostly near order, and that beats the general sort several times over. */
function sortedKeys(value: object): readonly string[] {
  const keys = Object.keys(value);
  if (keys.length > 32) return keys.sort();
  for (let next = 1; next < keys.length; next += 1) {
    const key = keys[next]!;
    let at = next;
    for (; at > 0 && keys[at - 1]! > key; at -= 1) keys[at] = keys[at - 1]!;
    keys[at] = key;
  }
  return keys;
}

/** An object literal, also one from another realm: its prototype is null or has none itself. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

interface Trouble {
  readonly path: string;
  readonly problem: string;
}

/** Walks in the same order as `write` to say where and why it stopped. */
function findTrouble(value: unknown, path: string, depth: number): Trouble | undefined {
  const trouble = (problem: string): Trouble => ({ path: path.slice(0, 200), problem });
  if (typeof value === 'string') return isWellFormed(value) ? undefined : trouble('text with a lone surrogate');
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : trouble(String(value));
  if (typeof value === 'boolean' || value === null) return undefined;
  if (typeof value !== 'object') return trouble(value === undefined ? 'undefined' : `a ${typeof value}`);
  if (depth === CANONICAL_DEPTH) return trouble(`nested deeper than ${CANONICAL_DEPTH}, or circular`);
  if (!Array.isArray(value) && !isPlain(value)) return trouble('not a plain object');
  const members: Iterable<[string, unknown]> = Array.isArray(value)
    ? Array.from(value, (item: unknown, index) => [`[${index}]`, item])
    : sortedKeys(value).map((key) => [`.${key}`, (value as Readonly<Record<string, unknown>>)[key]]);
  for (const [step, member] of members) {
    const found = findTrouble(step, `a member name of ${path}`, depth) ?? findTrouble(member, path + step, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
