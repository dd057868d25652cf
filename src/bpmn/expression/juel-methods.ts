// Methods that `${…}` expressions call on strings, lists, maps and dates, in FEEL. What is missing here can't be translated.
import { atLeast, level, propertyOf, stringLiteral, whole } from './feel-text.ts';
import type { Feel } from './feel-text.ts';

/** `undefined`: these arguments have no counterpart. */
type Method = (owner: Feel, args: readonly Feel[]) => Feel | undefined;

const unary =
  (name: string): Method =>
  (owner, args) =>
    args.length === 0 ? whole(`${name}(${owner.text})`) : undefined;

const binary =
  (name: string): Method =>
  (owner, [first, ...rest]) =>
    first !== undefined && rest.length === 0 ? whole(`${name}(${owner.text}, ${first.text})`) : undefined;

const plus =
  (unit: (amount: number) => string, sign: '+' | '-'): Method =>
  (owner, [amount]) =>
    typeof amount?.literal === 'number' && Number.isInteger(amount.literal)
      ? { text: `${atLeast(owner, level.sum)} ${sign} duration("${unit(amount.literal)}")`, level: level.sum }
      : undefined;

const days = (amount: number): string => `P${amount}D`;
const weeks = (amount: number): string => `P${amount * 7}D`;
const hours = (amount: number): string => `PT${amount}H`;
const minutes = (amount: number): string => `PT${amount}M`;
const months = (amount: number): string => `P${amount}M`;
const years = (amount: number): string => `P${amount}Y`;

const same: Method = (owner, args) => (args.length === 0 ? owner : undefined);

const methods: Readonly<Record<string, Method>> = {
  // Java has one name for two questions; which one is meant shows only when the value is there.
  contains: (owner, [item, ...rest]) =>
    item === undefined || rest.length > 0
      ? undefined
      : {
          text: `if ${atLeast(owner, level.whole)} instance of string then contains(${owner.text}, ${item.text}) else list contains(${owner.text}, ${item.text})`,
          level: level.choice,
        },
  equals: (owner, [other, ...rest]) =>
    other === undefined || rest.length > 0
      ? undefined
      : { text: `${atLeast(owner, level.sum)} = ${atLeast(other, level.sum)}`, level: level.comparison },
  equalsIgnoreCase: (owner, [other, ...rest]) =>
    other === undefined || rest.length > 0
      ? undefined
      : { text: `lower case(${owner.text}) = lower case(${other.text})`, level: level.comparison },
  size: unary('count'),
  length: unary('string length'),
  isEmpty: (owner, args) => (args.length === 0 ? whole(`list contains(["", [], {}], ${owner.text})`) : undefined),
  startsWith: binary('starts with'),
  endsWith: binary('ends with'),
  toLowerCase: unary('lower case'),
  toUpperCase: unary('upper case'),
  trim: (owner, args) => (args.length === 0 ? whole(`replace(${owner.text}, "^\\s+|\\s+$", "")`) : undefined),
  matches: (owner, [regex, ...rest]) =>
    typeof regex?.literal === 'string' && rest.length === 0
      ? whole(`matches(${owner.text}, ${stringLiteral(`^(${regex.literal})$`).text})`)
      : undefined,
  substring: (owner, [from, to, ...rest]) => {
    if (from === undefined || rest.length > 0) return undefined;
    const start = shifted(from);
    if (to === undefined) return whole(`substring(${owner.text}, ${start})`);
    return whole(`substring(${owner.text}, ${start}, ${difference(to, from)})`);
  },
  concat: (owner, [other]) =>
    other === undefined
      ? undefined
      : { text: `${atLeast(owner, level.sum)} + ${atLeast(other, level.product)}`, level: level.sum },
  containsKey: (owner, [key]) =>
    typeof key?.literal === 'string'
      ? { text: `${propertyOf(owner, key.literal).text} != null`, level: level.comparison }
      : undefined,
  get: (owner, [key]) => (key === undefined || key.literal === undefined ? undefined : elementOf(owner, key.literal)),
  getOrDefault: (owner, [key, otherwise]) =>
    typeof key?.literal === 'string' && otherwise !== undefined
      ? {
          text: `if ${propertyOf(owner, key.literal).text} != null then ${propertyOf(owner, key.literal).text} else ${otherwise.text}`,
          level: level.choice,
        }
      : undefined,
  toString: unary('string'),
  intValue: same,
  longValue: same,
  doubleValue: same,
  booleanValue: same,
  abs: unary('abs'),
  plusDays: plus(days, '+'),
  plusWeeks: plus(weeks, '+'),
  plusHours: plus(hours, '+'),
  plusMinutes: plus(minutes, '+'),
  plusMonths: plus(months, '+'),
  plusYears: plus(years, '+'),
  minusDays: plus(days, '-'),
  minusWeeks: plus(weeks, '-'),
  minusHours: plus(hours, '-'),
  minusMinutes: plus(minutes, '-'),
  minusMonths: plus(months, '-'),
  minusYears: plus(years, '-'),
  // What a date is turned into before it is used; FEEL needs no such step.
  toDate: same,
};

export function callMethod(owner: Feel, name: string, args: readonly Feel[]): Feel | undefined {
  const known = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (known !== undefined) return known(owner, args);
  // getPrice() reads the property price, and isUrgent() the property urgent.
  const [, getter] = /^(?:get|is)(\p{Lu}.*)$/u.exec(name) ?? [];
  if (getter === undefined || args.length > 0) return undefined;
  return propertyOf(owner, getter.charAt(0).toLowerCase() + getter.slice(1));
}

/** `a[0]` and `a['key']`; lists of FEEL count from 1. */
export function elementOf(owner: Feel, key: string | number): Feel | undefined {
  if (typeof key === 'string') return propertyOf(owner, key);
  return Number.isInteger(key) && key >= 0 ? whole(`${atLeast(owner, level.whole)}[${key + 1}]`) : undefined;
}

function shifted(index: Feel): string {
  return typeof index.literal === 'number' ? String(index.literal + 1) : `${atLeast(index, level.sum)} + 1`;
}

function difference(to: Feel, from: Feel): string {
  if (typeof to.literal === 'number' && typeof from.literal === 'number') return String(to.literal - from.literal);
  return `${atLeast(to, level.sum)} - ${atLeast(from, level.product)}`;
}
