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
    throw usageError('fileNotJson', { file, detail: error instanceof Error ? error.message : '' });
  }
}

const MOST_BYTES = 64 * 1024 * 1024;
