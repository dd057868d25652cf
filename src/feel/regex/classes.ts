// Sets of characters. Unicode properties are asked of the host, one character at a time: no pattern of a user reaches it.
import type { CharTest } from './ast.ts';

export function rangeTest(low: number, high: number, ignoreCase: boolean): CharTest {
  if (!ignoreCase) return (code) => code >= low && code <= high;
  return (code) =>
    (code >= low && code <= high) || variantsOf(code).some((variant) => variant >= low && variant <= high);
}

export function anyOf(tests: readonly CharTest[]): CharTest {
  const [only] = tests;
  if (only !== undefined && tests.length === 1) return only;
  return (code) => tests.some((test) => test(code));
}

export function noneOf(test: CharTest): CharTest {
  return (code) => !test(code);
}

export function without(test: CharTest, removed: CharTest): CharTest {
  return (code) => test(code) && !removed(code);
}

/** The other cases of a character. */
function variantsOf(code: number): number[] {
  const text = String.fromCodePoint(code);
  const lower = text.toLowerCase();
  const upper = text.toUpperCase();
  return [lower, upper, lower.toUpperCase(), upper.toLowerCase()]
    .filter((variant) => variant !== text && Array.from(variant).length === 1)
    .map((variant) => variant.codePointAt(0) ?? code);
}

export function sameIgnoringCase(a: number, b: number): boolean {
  return a === b || variantsOf(a).includes(b);
}

const property =
  (pattern: RegExp): CharTest =>
  (code) =>
    pattern.test(String.fromCodePoint(code));
const nameStart = property(/[\p{L}_:]/u);
const nameChar = property(/[\p{L}\p{M}\p{Nd}\p{Nl}\-.:_·]/u);
const space: CharTest = (code) => code === 32 || code === 9 || code === 10 || code === 13;
const digit = property(/\p{Nd}/u);
const word = property(/[^\p{P}\p{Z}\p{C}]/u);

/** `\s \S \d …`; `undefined` for other letters. */
export function multiCharacterEscape(letter: string): CharTest | undefined {
  const test = { s: space, d: digit, w: word, i: nameStart, c: nameChar }[letter.toLowerCase()];
  return test && (letter === letter.toLowerCase() ? test : noneOf(test));
}

/** `\p{…}`; `undefined` for an unknown category or block. */
export function categoryTest(name: string): CharTest | undefined {
  if (/^(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/.test(name)) {
    // The name is one of the fixed list above.
    return property(new RegExp(`\\p{${name}}`, 'u'));
  }
  const block = name.startsWith('Is') ? blocks[name.slice(2)] : undefined;
  return block && ((code) => code >= block[0] && code <= block[1]);
}

/** Unicode blocks, by their XML Schema names: those that occur in practice. */
const blocks: Readonly<Record<string, readonly [number, number]>> = {
  BasicLatin: [0x0000, 0x007f],
  'Latin-1Supplement': [0x0080, 0x00ff],
  'LatinExtended-A': [0x0100, 0x017f],
  'LatinExtended-B': [0x0180, 0x024f],
  IPAExtensions: [0x0250, 0x02af],
  SpacingModifierLetters: [0x02b0, 0x02ff],
  CombiningDiacriticalMarks: [0x0300, 0x036f],
  Greek: [0x0370, 0x03ff],
  GreekandCoptic: [0x0370, 0x03ff],
  Cyrillic: [0x0400, 0x04ff],
  Armenian: [0x0530, 0x058f],
  Hebrew: [0x0590, 0x05ff],
  Arabic: [0x0600, 0x06ff],
  Devanagari: [0x0900, 0x097f],
  Thai: [0x0e00, 0x0e7f],
  Lao: [0x0e80, 0x0eff],
  HangulJamo: [0x1100, 0x11ff],
  Khmer: [0x1780, 0x17ff],
  LatinExtendedAdditional: [0x1e00, 0x1eff],
  GreekExtended: [0x1f00, 0x1fff],
  GeneralPunctuation: [0x2000, 0x206f],
  CurrencySymbols: [0x20a0, 0x20cf],
  LetterlikeSymbols: [0x2100, 0x214f],
  NumberForms: [0x2150, 0x218f],
  Arrows: [0x2190, 0x21ff],
  MathematicalOperators: [0x2200, 0x22ff],
  Hiragana: [0x3040, 0x309f],
  Katakana: [0x30a0, 0x30ff],
  CJKUnifiedIdeographs: [0x4e00, 0x9fff],
  HangulSyllables: [0xac00, 0xd7a3],
  PrivateUse: [0xe000, 0xf8ff],
};
