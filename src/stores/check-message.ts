// What every store refuses of a message to be kept, and how many it gives at once.
import { checkText } from './check-text.ts';
import type { BufferedMessage } from './port.ts';

/** Throws EngineError ARGUMENT_INVALID. */
export function checkMessage({ id, name, key }: BufferedMessage): void {
  checkText('message.id', id);
  checkText('message.name', name);
  checkText('message.key', key);
}

/** Whoever asks for all of them comes again; those of one name are given whole. */
export function mostMessages(name: string | undefined): number | null {
  return name === undefined ? 1_000 : null;
}
