// The child: an engine under load until somebody kills it. It reads its WorkOrder, one line of JSON, from its standard input, so that
// it may be started long before it is needed.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { systemClock } from 'quytrinh';
import { acknowledge } from './acknowledgements.ts';
import { withFault } from './faults.ts';
import { load } from './load.ts';
import { storeAt } from './open-store.ts';

export interface WorkOrder {
  readonly store: string;
  readonly acknowledgements: string;
  /** Dossiers get numbers that begin with it. */
  readonly name: string;
  /** The clock of this process is so far off. */
  readonly offsetMs: number;
  /** Its clock also jumps back and forward, by up to so much. */
  readonly jumpMs?: number;
  /** A moment of faults.ts. */
  readonly fault?: string;
}

const [line] = (await once(createInterface({ input: process.stdin }), 'line')) as [string];
const { store, acknowledgements, name, offsetMs, jumpMs: mostMs, fault } = JSON.parse(line) as WorkOrder;
let jumpMs = 0;
if (mostMs !== undefined) setInterval(() => (jumpMs = Math.floor((Math.random() - 0.5) * 2 * mostMs)), 70);
await load({
  store: withFault(storeAt(store), fault),
  clock: { now: () => systemClock.now() + offsetMs + jumpMs },
  tell: acknowledge(acknowledgements),
  name,
  onTrouble: (trouble, what) => void process.stderr.write(`${what}: ${String(trouble)}\n`),
  onReady: () => void process.stdout.write('ready\n'),
});
