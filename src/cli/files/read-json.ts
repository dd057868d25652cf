// A JSON file that a person named. Whatever is wrong with it is a mistake in the call.
import { usageError } from '../usage-error.ts';
import { readBytes } from './read-bytes.ts';

/** Throws a UsageError. */
export function readJson(file: string): unknown {
  return parseJson(readText(file), file);
}

/** Throws a UsageError. */
export function readText(file: string): string {
  const read = readBytes(file, MOST_BYTES);
  if (read.ok) return new TextDecoder().decode(read.bytes);
  if (read.code === 'tooLarge') throw usageError('fileBroken', { file, detail: `> ${MOST_BYTES} byte` });
  throw usageError(read.code, read.params);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw usageError('fileNotJson', { file, place: placeOf(error) });
  }
}

/** Where it is no JSON, as ` (line:column)`, or else which character is wrong: the words of the error are English. */
export function placeOf(error: unknown): string {
  const { message = '' } = error as { readonly message?: string };
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  const [, token] = /Unexpected token '(.)'/u.exec(message) ?? [];
  if (line !== undefined && column !== undefined) return ` (${line}:${column})`;
  return token === undefined ? '' : ` ("${token}")`;
}

const MOST_BYTES = 64 * 1024 * 1024;
