// Random FEEL expressions for the differential tests: well-formed, over the variables of `variables`.
import * as fc from 'fast-check';

export const variables: Readonly<Record<string, unknown>> = {
  n: 7,
  m: -3,
  half: 0.5,
  s: 'abc',
  t: 'b',
  yes: true,
  no: false,
  nums: [3, 1, 2, 3],
  texts: ['b', 'a', 'c'],
  people: [
    { name: 'An', age: 30 },
    { name: 'Bình', age: 17 },
    { name: 'Chi', age: 45 },
  ],
  nested: { inner: { value: 5, list: [1, 2] }, label: 'x' },
};

const number = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map((value) => (value < 0 ? `(${value})` : String(value))),
  fc.constantFrom('0.5', '2.25', '10', 'n', 'm', 'half', 'nested.inner.value', 'count(nums)'),
);
const text = fc.constantFrom('""', '"a"', '"abc"', '"đà"', 's', 't', 'nested.label', 'people[1].name');
const boolean = fc.constantFrom('true', 'false', 'yes', 'no');

const small = fc.integer({ min: 0, max: 9 });
const span = fc.tuple(small, small).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);

type Kinds = Record<'number' | 'text' | 'boolean' | 'numbers' | 'texts', string>;

const kinds = fc.letrec<Kinds>((tie) => ({
  number: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    number,
    fc
      .tuple(tie('number'), fc.constantFrom('+', '-', '*', '/'), tie('number'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie('boolean'), tie('number'), tie('number')).map(([c, a, b]) => `(if ${c} then ${a} else ${b})`),
    tie('number').map((a) => `abs(${a})`),
    tie('number').map((a) => `floor(${a})`),
    tie('number').map((a) => `ceiling(${a})`),
    fc.tuple(tie('number'), fc.integer({ min: 1, max: 9 })).map(([a, b]) => `modulo(${a}, ${b})`),
    tie('text').map((a) => `string length(${a})`),
    tie('numbers').map((a) => `sum(${a})`),
    tie('numbers').map((a) => `min(${a})`),
    tie('numbers').map((a) => `max(${a})`),
    tie('numbers').map((a) => `count(${a})`),
    fc.tuple(tie('numbers'), fc.integer({ min: -4, max: 4 })).map(([a, i]) => `${a}[${i === 0 ? 1 : i}]`),
    tie('number').map((a) => `{a: ${a}, b: a + 1}.b`),
    fc.tuple(tie('number'), tie('number')).map(([a, b]) => `(function(x, y) x * 2 + y)(${a}, ${b})`),
  ),
  text: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a} + ${b})`),
    fc.tuple(tie('boolean'), tie('text'), tie('text')).map(([c, a, b]) => `(if ${c} then ${a} else ${b})`),
    tie('text').map((a) => `upper case(${a})`),
    tie('text').map((a) => `lower case(${a})`),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `substring before(${a}, ${b})`),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `substring after(${a}, ${b})`),
    tie('texts').map((a) => `string join(${a}, "-")`),
    fc.integer({ min: -99, max: 99 }).map((a) => `string(${a})`),
  ),
  boolean: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    boolean,
    fc
      .tuple(tie('number'), fc.constantFrom('=', '!=', '<', '<=', '>', '>='), tie('number'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie('text'), fc.constantFrom('=', '!=', '<', '>'), tie('text')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie('boolean'), fc.constantFrom('and', 'or'), tie('boolean')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie('boolean').map((a) => `not(${a})`),
    // ends in order and not null, conditions never null, sorted items never null: elsewhere the oracle is not the standard
    fc.tuple(tie('number'), span).map(([a, [low, high]]) => `(${a} between ${low} and ${high})`),
    fc.tuple(tie('number'), span).map(([a, [low, high]]) => `(${a} in [${low}..${high}])`),
    fc.tuple(tie('number'), tie('number'), tie('number')).map(([a, b, c]) => `(${a} in (${b}, > ${c}))`),
    fc.tuple(tie('numbers'), small).map(([a, b]) => `(some x in ${a} satisfies x = ${b})`),
    fc.tuple(tie('numbers'), small).map(([a, b]) => `(every x in ${a} satisfies x != ${b})`),
    fc.tuple(tie('numbers'), tie('number')).map(([a, b]) => `list contains(${a}, ${b})`),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `contains(${a}, ${b})`),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `starts with(${a}, ${b})`),
  ),
  numbers: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('nums', 'nested.inner.list', '[1, 2, 3]', 'people.age'),
    fc.array(tie('number'), { minLength: 1, maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc.tuple(tie('numbers'), tie('number')).map(([a, b]) => `${a}[item > ${b}]`),
    fc.tuple(tie('numbers'), tie('number')).map(([a, b]) => `(for x in ${a} return x + ${b})`),
    // never to 0: there the oracle gives null (see the list of exceptions)
    fc
      .tuple(fc.integer({ min: -3, max: 3 }), fc.constantFrom(-2, -1, 1, 2, 3))
      .map(([a, b]) => `(for i in ${a}..${b} return i * i)`),
    tie('numbers').map((a) => `reverse(${a})`),
    tie('numbers').map((a) => `distinct values(${a})`),
    fc.array(small, { maxLength: 6 }).map((items) => `sort([${items.join(', ')}], function(x, y) x < y)`),
    fc.tuple(tie('numbers'), tie('numbers')).map(([a, b]) => `concatenate(${a}, ${b})`),
    tie('numbers').map((a) => `flatten([${a}, [${a}]])`),
    tie('number').map((a) => `people[age > ${a}].age`),
    fc.tuple(tie('numbers'), tie('number')).map(([a, b]) => `append(${a}, ${b})`),
  ),
  texts: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('texts', 'people.name', '["x", "y"]'),
    fc.array(tie('text'), { minLength: 1, maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc.tuple(tie('texts'), tie('text')).map(([a, b]) => `${a}[item != ${b}]`),
  ),
}));

export const expressions: fc.Arbitrary<string> = fc.oneof(
  kinds.number,
  kinds.text,
  kinds.boolean,
  kinds.numbers,
  kinds.texts,
);
