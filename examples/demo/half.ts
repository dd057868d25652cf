// The first half of the story in a process of its own, which is killed (SIGKILL) as soon as it has acknowledged its last step:
// nothing is closed, nothing is flushed, as when the power button of a program is pressed.
import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { openOffice, source, file } from './office.ts';
import { play, type Answer } from './play.ts';
import { dossier, firstHalf, process as processId, start } from './story.ts';

export interface Killed {
  readonly instanceId: string;
  readonly answers: readonly Answer[];
  readonly pid: number;
  readonly signal: string;
}

/** The child: tells each answer on a line of its own, then waits for its end. */
export async function playFirstHalf(store: string): Promise<void> {
  const office = await openOffice(store);
  await office.engine.deployText(source, file);
  const { instanceId, seq } = await office.engine.start(processId, {
    actor: start.by,
    businessKey: dossier,
    variables: start.variables,
  });
  tell({ instanceId, answer: { kind: 'done', seq } });
  for (const act of firstHalf) tell({ instanceId, answer: await play(office, instanceId, act) });
  process.stdin.resume();
}

/** The parent: starts the child and kills it at the answer to its last act. */
export async function killFirstHalf(main: string, store: string): Promise<Killed> {
  const child = spawn(process.execPath, [...process.execArgv, main, '--first-half', store], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<string>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(signal ?? `exit ${code ?? '?'}`));
  });
  const told: Told[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    told.push(JSON.parse(line) as Told);
    if (told.length === firstHalf.length + 1) child.kill('SIGKILL');
  }
  const signal = await ended;
  const [first] = told;
  if (first === undefined || told.length !== firstHalf.length + 1)
    throw new Error(`the first half ended early: ${signal}`);
  return { instanceId: first.instanceId, answers: told.map(({ answer }) => answer), pid: child.pid ?? 0, signal };
}

interface Told {
  readonly instanceId: string;
  readonly answer: Answer;
}

/** At once and not through a stream: what is told is told before anything else happens. */
function tell(told: Told): void {
  writeSync(1, `${JSON.stringify(told)}\n`);
}
