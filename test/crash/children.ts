// Children that have loaded their program and wait for their order: a kill costs the life of a child, not its birth.
import { spawn, type ChildProcess } from 'node:child_process';
import { bundle } from './bundle.ts';
import type { WorkOrder } from './work.ts';

export interface Children {
  /** A child at work. Its standard output says `ready` when it has begun. */
  start(order: WorkOrder): ChildProcess;
  /** Ends those that got no order. */
  end(): Promise<void>;
}

/** `spare`: how many are kept waiting. The program is written into `folder`. */
export async function children(folder: string, spare: number): Promise<Children> {
  const program = await bundle(new URL('./work.ts', import.meta.url), folder);
  const waiting: ChildProcess[] = [];
  const born = (): ChildProcess => spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'pipe'] });
  return {
    start: (order) => {
      const child = waiting.shift() ?? born();
      child.stdin?.write(`${JSON.stringify(order)}\n`);
      while (waiting.length < spare) waiting.push(born());
      return child;
    },
    end: async () => {
      const ends = waiting.map((child) => new Promise((resolve) => child.once('close', resolve)));
      for (const child of waiting.splice(0)) child.kill('SIGKILL');
      await Promise.all(ends);
    },
  };
}
