// `range("[1..5]")`: the ends must be literals, since a text that comes with the data must not be able to compute.
import type { FeelNode, RangeNode } from '../syntax/ast.ts';
import type { NameShapes, Parsed } from '../syntax/parse.ts';
import { KIND, kindOf } from '../values/kinds.ts';
import type { FeelRange } from '../values/kinds.ts';
import { compare } from '../values/ordering.ts';
import { parseDate, parseDateTime, parseDuration, parseTemporal, parseTime } from '../values/temporal-text.ts';

const noNames: NameShapes = {};

export function rangeOfText(
  text: string,
  parse: (text: string, shapes: NameShapes) => Parsed<FeelNode>,
): FeelRange | null {
  const open = /^\s*([[(\]])\s*(\.\.)?/.exec(text);
  const close = /(\.\.)?\s*([\])[])\s*$/.exec(text);
  if (text.length > 1_000 || open === null || close === null) return null;
  if (open[2] !== undefined || close[1] !== undefined) return halfOpen(text, open, close, parse);
  const parsed = parse(text, noNames);
  return parsed.ok && parsed.node.kind === 'range' ? bounded(parsed.node) : null;
}

function bounded(node: RangeNode): FeelRange | null {
  const start = literal(node.start);
  const end = literal(node.end);
  if (start === undefined || end === undefined || (start === null && end === null)) return null;
  if (start === null || end === null) {
    // An absent end is no part of the range.
    if ((start === null && node.startIncluded) || (end === null && node.endIncluded)) return null;
  } else {
    const order = compare(start, end);
    if (kindOf(start) !== kindOf(end) || order === null || order > 0) return null;
  }
  return create(start ?? undefined, end ?? undefined, node.startIncluded, node.endIncluded);
}

/** `(..5]`, `[1..)`: a side left empty. */
function halfOpen(
  text: string,
  open: RegExpExecArray,
  close: RegExpExecArray,
  parse: (text: string, shapes: NameShapes) => Parsed<FeelNode>,
): FeelRange | null {
  const lowIsEmpty = open[2] !== undefined;
  if (lowIsEmpty === (close[1] !== undefined)) return null;
  if (lowIsEmpty ? open[1] === '[' : close[2] === ']') return null;
  const inner = text.slice(open[0].length, text.length - close[0].length);
  const parsed = parse(inner, noNames);
  const end = parsed.ok ? literal(parsed.node) : undefined;
  if (end === undefined || end === null) return null;
  return lowIsEmpty ? create(undefined, end, false, close[2] === ']') : create(end, undefined, open[1] === '[', false);
}

function create(start: unknown, end: unknown, startIncluded: boolean, endIncluded: boolean): FeelRange {
  return { [KIND]: 'range', start, end, startIncluded, endIncluded, operator: undefined };
}

/** `undefined` when it is no literal. */
function literal(node: FeelNode): unknown {
  switch (node.kind) {
    case 'number':
    case 'text':
      return node.value;
    case 'null':
      return null;
    case 'temporal':
      return parseTemporal(node.text) ?? undefined;
    case 'call': {
      const [arg] = node.args;
      if (node.callee.kind !== 'name' || arg?.kind !== 'text' || node.args.length !== 1) return undefined;
      return constructors[node.callee.name]?.(arg.value) ?? undefined;
    }
    default:
      return undefined;
  }
}

const constructors: Readonly<Record<string, ((text: string) => unknown) | undefined>> = {
  date: parseDate,
  time: parseTime,
  'date and time': parseDateTime,
  duration: parseDuration,
};
