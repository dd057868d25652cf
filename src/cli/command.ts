// What a command is: its words for the help, its options for the parser, and what it does.
import type { Io } from './io.ts';
import type { Lang, Sentence } from '../text/index.ts';

/** 0: as wished; 1: what was looked at is not in order; 2: the command was used wrongly; 3: `run` only, the instance waits. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Command<Options extends OptionTable = OptionTable> {
  /** One word or two: `run`, `audit verify`. */
  readonly name: string;
  readonly summary: Sentence;
  /** What it does, in paragraphs. */
  readonly about: Sentence;
  readonly operands: Operands;
  readonly options: Options;
  readonly exitCodes: readonly { readonly code: ExitCode; readonly meaning: Sentence }[];
  readonly examples: readonly { readonly line: string; readonly meaning: Sentence }[];
  readonly run: (given: Given<Options>, shell: Shell) => Promise<ExitCode>;
}

export interface Operands {
  /** As the usage line shows it: `<file|folder|glob>…`. Empty: none. */
  readonly shown: Sentence;
  readonly min: number;
  readonly max: number;
}

export type OptionTable = Readonly<Record<string, OptionSpec>>;
export type OptionSpec =
  | { readonly kind: 'flag'; readonly about: Sentence }
  | { readonly kind: 'value'; readonly shown: string; readonly required?: true; readonly about: Sentence }
  | { readonly kind: 'list'; readonly shown: string; readonly about: Sentence }
  /** The first choice is taken when nothing is said. */
  | { readonly kind: 'choice'; readonly choices: readonly [string, ...string[]]; readonly about: Sentence };

export interface Given<Options extends OptionTable> {
  readonly operands: readonly string[];
  readonly options: { readonly [Name in keyof Options]: ValueOf<Options[Name]> };
}
type ValueOf<Spec extends OptionSpec> = Spec extends { kind: 'flag' }
  ? boolean
  : Spec extends { kind: 'list' }
    ? readonly string[]
    : Spec extends { kind: 'choice'; choices: readonly (infer Choice)[] }
      ? Choice
      : Spec extends { kind: 'value'; required: true }
        ? string
        : string | undefined;

export interface Shell extends Io {
  readonly lang: Lang;
}

/** A command of any options, for the table of commands; the parser gives each exactly what its own table names. */
export type AnyCommand = Omit<Command, 'run'> & {
  readonly run: (given: Given<OptionTable>, shell: Shell) => Promise<ExitCode>;
};

export function command<const Options extends OptionTable>(definition: Command<Options>): AnyCommand {
  return { ...definition, run: (given, shell) => definition.run(given as Given<Options>, shell) };
}
