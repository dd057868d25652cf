// Why an instance cannot go on under another version, in both languages.
import { fill } from '../model/fill.ts';
import { migrationProblemCodes, type MigrationProblem, type MigrationProblemCode } from '../model/migration-problem.ts';
import { elementTypeTexts } from './element-type-texts.ts';
import type { Lang, Sentence } from './lang.ts';

export function migrationProblemText({ code, element, params }: MigrationProblem, lang: Lang): string {
  const words: Record<string, string> = { element };
  for (const [name, value] of Object.entries(params)) words[name] = wordOf(value, lang);
  return fill(migrationTexts[code][lang], words);
}

export function isMigrationProblems(cause: unknown): cause is readonly MigrationProblem[] {
  const codes: readonly unknown[] = migrationProblemCodes;
  return Array.isArray(cause) && cause.every((one: { readonly code?: unknown } | null) => codes.includes(one?.code));
}

/** Element types and kinds of loops become words; ids stay. */
function wordOf(value: string, lang: Lang): string {
  const tables: Readonly<Record<string, Sentence>> = { ...elementTypeTexts, ...loopTexts };
  return Object.hasOwn(tables, value) ? (tables[value]?.[lang] ?? value) : value;
}

const loopTexts = {
  none: { vi: 'một lần', en: 'once' },
  standard: { vi: 'lặp theo điều kiện', en: 'in a loop' },
  sequential: { vi: 'nhiều lượt lần lượt', en: 'several times in sequence' },
  parallel: { vi: 'nhiều lượt song song', en: 'several times in parallel' },
} as const satisfies Record<string, Sentence>;

export const migrationTexts = {
  ELEMENT_MISSING: {
    vi: '"{element}" không có chỗ ở đó (không có "{target}")',
    en: '"{element}" has no place there (there is no "{target}")',
  },
  TYPE_DIFFERS: { vi: '"{element}" là {from}, ở đó là {to}', en: '"{element}" is a {from}, there a {to}' },
  SCOPE_DIFFERS: {
    vi: '"{element}" nằm trong "{from}", ở đó nằm trong "{to}"',
    en: '"{element}" is inside "{from}", there inside "{to}"',
  },
  LOOP_DIFFERS: {
    vi: '"{element}" được làm {from}, ở đó {to}',
    en: '"{element}" is done {from}, there {to}',
  },
  FLOW_MISSING: {
    vi: 'có bước đã xong đang chờ cuối luồng "{element}", ở đó không có luồng "{target}" dẫn tới cùng chỗ',
    en: 'a token waits at the end of flow "{element}", and no flow "{target}" leads to the same place there',
  },
  COMPENSATION_OPEN: { vi: '"{element}" đang được bù trừ', en: '"{element}" is being compensated' },
  TARGET_TAKEN: {
    vi: '"{element}" và "{other}" cùng thành "{target}"',
    en: '"{element}" and "{other}" would both become "{target}"',
  },
  MAPPING_UNKNOWN: {
    vi: 'ánh xạ "{element}" thành "{target}" nêu tên không có trong quy trình',
    en: 'the mapping of "{element}" to "{target}" names what there is not',
  },
} as const satisfies Record<MigrationProblemCode, Sentence>;
