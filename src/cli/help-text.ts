// Help that teaches: what a command does, its options, what its exit codes mean, and lines to copy.
import type { Lang, Sentence } from '../text/index.ts';
import type { AnyCommand, OptionSpec } from './command.ts';
import { commands } from './commands/index.ts';
import { commonOptions } from './parse-arguments.ts';
import type { Style } from './style.ts';
import { version } from './version.ts';

export function overview(lang: Lang, style: Style): string {
  return joined([
    `${style.bold('quytrinh')} ${version}: ${words.what[lang]}`,
    heading(words.usage, lang, style, [`quytrinh ${words.command[lang]} …`]),
    heading(words.commands, lang, style, listed(commands, lang)),
    heading(words.options, lang, style, [
      ...columns([
        ...Object.entries(commonOptions).map(([name, spec]) => [optionShown(name, spec), spec.about[lang]] as const),
        ['--version', words.version[lang]],
      ]),
    ]),
    heading(words.examples, lang, style, ['quytrinh validate processes', 'quytrinh scenario processes']),
    words.environment[lang],
    words.more[lang],
  ]);
}

export function groupHelp(group: readonly AnyCommand[], lang: Lang, style: Style): string {
  return joined([heading(words.commands, lang, style, listed(group, lang)), words.more[lang]]);
}

export function commandHelp(command: AnyCommand, lang: Lang, style: Style): string {
  const { name, summary, about, options, exitCodes, examples } = command;
  return joined([
    `${style.bold(`quytrinh ${name}`)}: ${summary[lang]}`,
    heading(words.usage, lang, style, [usageLine(command, lang)]),
    about[lang],
    heading(
      words.options,
      lang,
      style,
      optionLines([...Object.entries(options), ...Object.entries(commonOptions)], lang),
    ),
    heading(words.exitCodes, lang, style, columns(exitCodes.map(({ code, meaning }) => [String(code), meaning[lang]]))),
    heading(
      words.examples,
      lang,
      style,
      examples.flatMap(({ line, meaning }) => [style.dim(`# ${meaning[lang]}`), line]),
    ),
  ]);
}

export function usageLine({ name, operands, options }: AnyCommand, lang: Lang): string {
  const shown = Object.entries(options).map(([option, spec]) => {
    const one = optionShown(option, spec);
    return spec.kind === 'value' && spec.required === true ? one : `[${one}]`;
  });
  return ['quytrinh', name, operands.shown[lang], ...shown].filter((part) => part !== '').join(' ');
}

function listed(list: readonly AnyCommand[], lang: Lang): string[] {
  return columns(list.map(({ name, summary }) => [name, summary[lang]]));
}

function optionLines(options: readonly (readonly [string, OptionSpec])[], lang: Lang): string[] {
  return columns(options.map(([name, spec]) => [optionShown(name, spec), spec.about[lang]]));
}

function optionShown(name: string, spec: OptionSpec): string {
  switch (spec.kind) {
    case 'flag':
      return `--${name}`;
    case 'choice':
      return `--${name} ${spec.choices.join('|')}`;
    case 'value':
      return `--${name} ${spec.shown}`;
    case 'list':
      return `--${name} ${spec.shown} …`;
  }
}

/** Explanations stand in one column; their further lines too. */
function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.min(28, Math.max(...rows.map(([left]) => left.length)));
  return rows.flatMap(([left, right]) => {
    const lines = wrapped(right, 118 - width - 4);
    const first =
      left.length > width
        ? [left, `${' '.repeat(width)}  ${lines[0] ?? ''}`]
        : [`${left.padEnd(width)}  ${lines[0] ?? ''}`];
    return [...first, ...lines.slice(1).map((line) => `${' '.repeat(width)}  ${line}`)];
  });
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1]!;
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

function heading(title: Sentence, lang: Lang, style: Style, lines: readonly string[]): string {
  return [style.bold(`${title[lang]}:`), ...lines.map((line) => `  ${line}`)].join('\n');
}

function joined(parts: readonly string[]): string {
  return parts.join('\n\n');
}

const words = {
  what: {
    vi: 'kiểm tra, chạy thử và kiểm chứng quy trình nội bộ viết bằng BPMN 2.0.',
    en: 'checks, runs and verifies internal procedures written in BPMN 2.0.',
  },
  command: { vi: '<lệnh>', en: '<command>' },
  usage: { vi: 'Cách dùng', en: 'Usage' },
  commands: { vi: 'Các lệnh', en: 'Commands' },
  options: { vi: 'Tùy chọn', en: 'Options' },
  exitCodes: { vi: 'Mã kết thúc', en: 'Exit codes' },
  examples: { vi: 'Ví dụ', en: 'Examples' },
  version: { vi: 'Phiên bản', en: 'Version' },
  environment: {
    vi: 'Mặc định là tiếng Việt; --lang en hoặc biến môi trường QUYTRINH_LANG=en chọn tiếng Anh. NO_COLOR tắt màu.',
    en: 'Vietnamese by default; --lang en or the environment variable QUYTRINH_LANG=en chooses English. NO_COLOR turns colours off.',
  },
  more: {
    vi: 'Xem từng lệnh: quytrinh help <lệnh>',
    en: 'On each command: quytrinh help <command>',
  },
} as const satisfies Record<string, Sentence>;
