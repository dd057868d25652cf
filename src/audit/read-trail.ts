// Reads an export line by line: each line strictly, and the order and number of lines. It never throws for a bad file:
// the first bad line is yielded as a finding, and reading ends there.
import type { AuditFinding, BadEntry } from '../model/journal.ts';
import { splitLines, TRAIL_LINE_MAX } from './split-lines.ts';
import { parseTrailLine, type TrailEnd, type TrailHeader, type TrailLine, type TrailLineKind } from './trail-line.ts';
import { troubleOf } from './verify-checkpoints.ts';

export type ReadTrailLine =
  | { readonly sound: true; readonly number: number; readonly line: TrailLine }
  /** `firstBad.params.line` is the line number, from 1. */
  | { readonly sound: false; readonly number: number; readonly firstBad: BadEntry };

/** `chunks`: the text in pieces of any size, e.g. `createReadStream(file, 'utf8')`. Memory: one line. */
export async function* readTrail(chunks: Iterable<string> | AsyncIterable<string>): AsyncGenerator<ReadTrailLine> {
  const state: ReaderState = { number: 0, scope: 'whole', allowed: ['header'], counts: { ...noLines } };
  for await (const text of splitLines(chunks)) {
    state.number += 1;
    const read = readLine(text, state);
    yield read;
    if (!read.sound) return;
  }
  if (state.counts.end === 0) yield refusal(state, 'EXPORT_TRUNCATED');
}

interface ReaderState {
  number: number;
  scope: TrailHeader['scope'];
  allowed: readonly TrailLineKind[];
  readonly counts: Record<TrailLineKind, number>;
}
const noLines = { header: 0, checkpoint: 0, consistency: 0, entry: 0, inclusion: 0, end: 0 };

function readLine(text: string | undefined, state: ReaderState): ReadTrailLine {
  if (text === undefined) return refusal(state, 'LINE_TOO_LONG', { limit: TRAIL_LINE_MAX });
  const parsed = parseTrailLine(text);
  if (!parsed.sound) return refusal(state, parsed.code, parsed.params);
  const { line } = parsed;
  const { kind } = line;
  if (!state.allowed.includes(kind)) return refusal(state, 'LINE_OUT_OF_PLACE', { kind });
  if (kind === 'header') state.scope = line.scope;
  if (kind === 'end') {
    for (const [name, of] of countedBy) {
      const params = { kind: of, expected: line[name], found: state.counts[of] };
      if (params.expected !== params.found) return refusal(state, 'EXPORT_COUNT_DIFFERS', params);
    }
  }
  state.counts[kind] += 1;
  state.allowed = after[state.scope][kind];
  return { sound: true, number: state.number, line };
}

function refusal({ number }: ReaderState, code: AuditFinding, params: BadEntry['params'] = {}): ReadTrailLine {
  return { sound: false, number, firstBad: troubleOf(code, null, { line: number, ...params }) };
}

/** What may follow a line. In an excerpt every entry has its proof; in a whole trail none needs one. */
const after: Readonly<Record<TrailHeader['scope'], Readonly<Record<TrailLineKind, readonly TrailLineKind[]>>>> = {
  whole: {
    header: ['checkpoint', 'entry', 'end'],
    checkpoint: ['checkpoint', 'entry', 'end'],
    consistency: [],
    entry: ['entry', 'end'],
    inclusion: [],
    end: [],
  },
  excerpt: {
    header: ['checkpoint'],
    checkpoint: ['checkpoint', 'consistency', 'entry', 'end'],
    consistency: ['consistency', 'entry', 'end'],
    entry: ['inclusion'],
    inclusion: ['entry', 'end'],
    end: [],
  },
};

const countedBy: readonly (readonly [Exclude<keyof TrailEnd, 'kind'>, TrailLineKind])[] = [
  ['checkpoints', 'checkpoint'],
  ['consistencies', 'consistency'],
  ['entries', 'entry'],
  ['inclusions', 'inclusion'],
];
