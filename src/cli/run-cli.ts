// From arguments to an exit code. Nothing is thrown out of here: whatever goes wrong becomes a sentence in the reader's language.
import type { Lang } from '../text/index.ts';
import type { AnyCommand, ExitCode } from './command.ts';
import { commands } from './commands/index.ts';
import { commandHelp, groupHelp, overview, usageLine } from './help-text.ts';
import type { Io } from './io.ts';
import { nearest } from './nearest.ts';
import { commonOptions, parseArguments, unknownOption } from './parse-arguments.ts';
import { printable, styleFor } from './style.ts';
import { say } from './texts.ts';
import { isUsageError, usageError } from './usage-error.ts';
import { version } from './version.ts';

export async function runCli(
  args: readonly string[],
  io: Io,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ExitCode> {
  const lang = langOf(args, env);
  const shell = { ...io, lang };
  let chosen: AnyCommand | undefined;
  try {
    const { words, rest } = splitWords(args);
    const help = rest.some((arg, at) => isHelp(arg) && !rest.slice(0, at).includes('--'));
    const [first] = words;
    if (first === undefined) {
      if (rest.includes('--version')) io.out(version);
      else if (help) io.out(overview(lang, styleFor(io.colour)));
      else throw problemOfBareCall(rest);
      return 0;
    }
    if (first === 'help') return printHelp(words.slice(1), shell);
    if (help) return printHelp(words, shell);
    const { command, operands } = find(words);
    chosen = command;
    const given = parseArguments([...operands, ...rest], command);
    return await command.run(given, shell);
  } catch (error) {
    return await tell(error, shell, chosen);
  }
}

/** Says what went wrong, on the error stream. */
async function tell(
  error: unknown,
  { lang, err }: Io & { readonly lang: Lang },
  command?: AnyCommand,
): Promise<ExitCode> {
  if (isUsageError(error)) {
    err(`quytrinh: ${printable(say(error.code, lang, error.params))}`);
    // Who knows the options but not the file needs no lesson.
    if (command !== undefined && /^(option|operand)/.test(error.code)) {
      err(say('usage', lang, { line: usageLine(command, lang) }));
      err(say('moreHelp', lang, { line: `quytrinh help ${command.name}` }));
    }
    return 2;
  }
  const { troubleOf } = await import('./trouble.ts');
  const { text, code } = troubleOf(error, lang);
  err(`quytrinh: ${printable(text)}`);
  return code;
}

/** Vietnamese unless `--lang` or QUYTRINH_LANG says otherwise. A wrong `--lang` is refused later, by the parser. */
function langOf(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Lang {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  const at = options.findLastIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const given = at < 0 ? env['QUYTRINH_LANG'] : (options[at]?.split('=')[1] ?? options[at + 1]);
  return given?.toLowerCase().startsWith('en') === true ? 'en' : 'vi';
}

/** The words before the first option; a `--lang` may stand before them. */
function splitWords(args: readonly string[]): { readonly words: readonly string[]; readonly rest: readonly string[] } {
  const before: string[] = [];
  let from = 0;
  while (from < args.length) {
    const arg = args[from]!;
    const size = arg === '--lang' ? 2 : arg.startsWith('--lang=') ? 1 : 0;
    if (size === 0) break;
    before.push(...args.slice(from, from + size));
    from += size;
  }
  const end = args.findIndex((arg, at) => at >= from && arg.startsWith('-'));
  return {
    words: args.slice(from, end < 0 ? args.length : end),
    rest: [...before, ...(end < 0 ? [] : args.slice(end))],
  };
}

function find(words: readonly string[]): { readonly command: AnyCommand; readonly operands: readonly string[] } {
  const two = commands.find(({ name }) => name === words.slice(0, 2).join(' '));
  if (two?.name.includes(' ') === true) return { command: two, operands: words.slice(2) };
  const one = commands.find(({ name }) => name === words[0]);
  if (one !== undefined) return { command: one, operands: words.slice(1) };
  throw unknownCommand(words);
}

function unknownCommand(words: readonly string[]): Error {
  const [first = '', second] = words;
  const inside = commands.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name);
  const known = inside.length > 0 ? inside : [...commands.map(({ name }) => name), 'help'];
  if (inside.length > 0 && second === undefined) {
    return usageError('commandIncomplete', { name: first, known: inside.join(', ') });
  }
  const name = inside.length > 0 ? `${first} ${second ?? ''}` : first;
  const near = nearest(name, known) ?? nearest(words.slice(0, 2).join(' '), known);
  return near === undefined ? usageError('commandUnknown', { name }) : usageError('commandUnknownNear', { name, near });
}

function printHelp(words: readonly string[], { lang, out, colour }: Io & { readonly lang: Lang }): ExitCode {
  const style = styleFor(colour);
  const [first] = words;
  const group = commands.filter(({ name }) => name.startsWith(`${first ?? ''} `));
  if (first === undefined) out(overview(lang, style));
  else if (group.length > 0 && words.length === 1) {
    const own = commands.find(({ name }) => name === first);
    if (own !== undefined) out(`${commandHelp(own, lang, style)}\n`);
    out(groupHelp(group, lang, style));
  } else out(commandHelp(find(words).command, lang, style));
  return 0;
}

function problemOfBareCall(rest: readonly string[]): Error {
  const known = [...Object.keys(commonOptions), 'version'];
  const strange = rest.find(
    (arg, at) => arg.startsWith('-') && arg.split('=', 1)[0] !== '--lang' && rest[at - 1] !== '--lang',
  );
  return strange === undefined ? usageError('commandMissing') : unknownOption(strange, known);
}

function isHelp(arg: string): boolean {
  return arg === '--help' || arg === '-h';
}
