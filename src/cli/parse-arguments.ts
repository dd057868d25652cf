// A strict parser: an option that is not in the table is refused, with the one that was probably meant. `node:util`'s parser is
// not used since its refusals are English sentences without the parts that a suggestion or a translation needs.
import type { AnyCommand, Given, OptionSpec, OptionTable } from './command.ts';
import { nearest } from './nearest.ts';
import { usageError } from './usage-error.ts';

/** `--name value`, `--name=value`, `--` before operands that begin with a dash. Throws a UsageError. */
export function parseArguments(
  args: readonly string[],
  { operands: wanted, options: own }: Pick<AnyCommand, 'operands' | 'options'>,
): Given<OptionTable> {
  const table: OptionTable = { ...own, ...commonOptions };
  const operands: string[] = [];
  const values = new Map<string, string[]>();
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at]!;
    if (arg === '--') {
      operands.push(...args.slice(at + 1));
      break;
    }
    if (!arg.startsWith('-') || arg === '-') {
      operands.push(arg);
      continue;
    }
    const { name, attached } = split(arg);
    const spec = Object.hasOwn(table, name) && arg.startsWith('--') ? table[name] : undefined;
    if (spec === undefined) throw unknownOption(arg.split('=', 1)[0]!, Object.keys(table));
    const value = valueOf(name, spec, attached, args[at + 1]);
    if (spec.kind !== 'flag' && attached === undefined) at += 1;
    const before = values.get(name) ?? [];
    if (before.length > 0 && spec.kind !== 'list') throw usageError('optionTwice', { name: `--${name}` });
    values.set(name, [...before, value]);
  }
  if (operands.length < wanted.min) throw usageError('operandMissing');
  if (operands.length > wanted.max) throw usageError('operandTooMany', { operand: operands[wanted.max]! });
  for (const [name, spec] of Object.entries(table)) {
    if (spec.kind === 'value' && spec.required === true && !values.has(name))
      throw usageError('optionRequired', { name: `--${name}`, shown: spec.shown });
  }
  const options = Object.fromEntries(
    Object.entries(table).map(([name, spec]) => [name, chosen(spec, values.get(name))]),
  );
  return { operands, options };
}

/** Every command understands these. */
export const commonOptions = {
  lang: { kind: 'choice', choices: ['vi', 'en'], about: { vi: 'Ngôn ngữ', en: 'Language' } },
  help: { kind: 'flag', about: { vi: 'Trợ giúp của lệnh này', en: 'Help on this command' } },
} as const satisfies OptionTable;

export function unknownOption(option: string, known: readonly string[]): Error {
  const name = option.replace(/^-+/, '');
  const near = nearest(name.toLowerCase(), known);
  const all = known.map((each) => `--${each}`).join(', ');
  return near === undefined
    ? usageError('optionUnknown', { name: option, known: all })
    : usageError('optionUnknownNear', { name: option, near: `--${near}` });
}

function split(arg: string): { readonly name: string; readonly attached: string | undefined } {
  const equals = arg.indexOf('=');
  const name = (equals < 0 ? arg : arg.slice(0, equals)).replace(/^--?/, '');
  return { name, attached: equals < 0 ? undefined : arg.slice(equals + 1) };
}

function valueOf(name: string, spec: OptionSpec, attached: string | undefined, next: string | undefined): string {
  if (spec.kind === 'flag') {
    if (attached !== undefined) throw usageError('optionTakesNone', { name: `--${name}` });
    return '';
  }
  // A following option is not a value: `--variables --auto` has forgotten one.
  const value = attached ?? (next?.startsWith('--') === true ? undefined : next);
  const shown = spec.kind === 'choice' ? spec.choices.join(' | ') : spec.shown;
  if (value === undefined || value === '') throw usageError('optionNeedsValue', { name: `--${name}`, shown });
  if (spec.kind === 'choice' && !spec.choices.includes(value)) {
    throw usageError('optionChoice', { name: `--${name}`, value, choices: spec.choices.join(', ') });
  }
  return value;
}

function chosen(
  spec: OptionSpec,
  values: readonly string[] | undefined,
): boolean | string | readonly string[] | undefined {
  switch (spec.kind) {
    case 'flag':
      return values !== undefined;
    case 'list':
      return values ?? [];
    case 'choice':
      return values?.[0] ?? spec.choices[0];
    case 'value':
      return values?.[0];
  }
}
