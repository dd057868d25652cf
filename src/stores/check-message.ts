// What every store refuses of a message to be kept.
import { checkText } from './check-text.ts';
import type { BufferedMessage } from './port.ts';

/** Throws EngineError ARGUMENT_INVALID. */
export function checkMessage({ id, name, key }: BufferedMessage): void {
  checkText('message.id', id);
  checkText('message.name', name);
  checkText('message.key', key);
}
