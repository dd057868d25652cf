// The life of one child, from its order to its death by SIGKILL: at its named moment, or at random.
import type { Children } from './children.ts';
import type { WorkOrder } from './work.ts';

export interface Death {
  /** Where it died: a name of faults.ts, `random`, or `slept`. */
  readonly moment: string;
  /** What it complained of; empty when all was well. */
  readonly trouble: string;
}

/** `share`, 0 to 1, of the longest life. */
export async function lifeOf(children: Children, order: WorkOrder, share: number): Promise<Death> {
  const child = children.start(order);
  let errors = '';
  child.stderr?.on('data', (data: Buffer) => (errors += data.toString()));
  const life = { said: '', isCalled: false, isSlept: false };
  const kill = (): void => {
    life.isCalled = true;
    child.kill('SIGKILL');
  };
  const timers = [setTimeout(kill, LATEST_READY_MS)];
  const after = (ms: number, act: () => void): void => void timers.push(setTimeout(act, ms));
  child.stdout?.on('data', (data: Buffer) => {
    const before = life.said;
    life.said += data.toString();
    const isNew = (word: string): boolean => life.said.includes(word) && !before.includes(word);
    if (isNew('ready')) after(order.fault === undefined ? share * LONGEST_LIFE_MS : LATEST_MOMENT_MS, kill);
    if (isNew('asleep')) {
      life.isSlept = true;
      after(ASLEEP_MS + share * ASLEEP_MS, () => {
        child.kill('SIGCONT');
        after(share * LONGEST_LIFE_MS, kill);
      });
    }
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once('close', (...end) => resolve(end)),
  );
  for (const timer of timers) clearTimeout(timer);
  const { said, isCalled, isSlept } = life;
  const moment = isSlept ? 'slept' : isCalled ? 'random' : (order.fault?.split(':')[0] ?? 'random');
  if (signal !== 'SIGKILL') return { moment, trouble: `it ended by itself (${code ?? signal}). ${errors}` };
  // A moment may come before all is ready.
  return { moment, trouble: isCalled && !said.includes('ready') ? `it never began. ${errors}` : errors };
}

const LONGEST_LIFE_MS = 400;
/** A moment that has not come by then does not come: the child is killed at random. */
const LATEST_MOMENT_MS = 2_000;
const LATEST_READY_MS = 30_000;
const ASLEEP_MS = 300;
