// What an instance waits for, in words.
import type { Engine, Store } from '../../engine/index.ts';
import { fill } from '../../model/fill.ts';
import { formatInstant, type Lang } from '../../text/index.ts';
import { runWords } from './texts.ts';

export interface Waiting {
  readonly lines: readonly string[];
  /** Whether `--auto` or `--fast-forward` would help. */
  readonly work: boolean;
  readonly timers: boolean;
}

export async function waitingOf(
  { engine, store }: { readonly engine: Engine; readonly store: Store },
  instanceId: string,
  { lang, zone, nameOf }: { readonly lang: Lang; readonly zone: string; readonly nameOf: (element: string) => string },
): Promise<Waiting> {
  const { suspended, active, incidents } = await engine.instance(instanceId);
  const say = (word: Kind, params: Readonly<Record<string, string>>): string =>
    fill(runWords[word][lang], {
      ...params,
      ...('element' in params ? { element: nameOf(params['element'] ?? '') } : {}),
    });
  const tasks = (await engine.tasks({ instanceId, limit: MOST })).rows.map(({ element, assignee, role }) => {
    const name = assignee ?? role;
    const who = name === null ? '' : fill((assignee === null ? runWords.role : runWords.assignee)[lang], { name });
    return say('task', { element, who });
  });
  const jobs = (await engine.jobs({ instanceId, limit: MOST })).rows.map(({ element, jobType }) =>
    say('job', { element, jobType }),
  );
  // A timer of an instance that is suspended waits for that one to go on.
  const waits = (await store.subscriptions({ instanceId, limit: MOST })).rows.filter(({ kind }) => kind !== 'timer');
  const subscriptions = waits.map(({ kind, element, name, key }) =>
    say(kind, { element, name, key: key === null ? '' : fill(runWords.key[lang], { key }) }),
  );
  const timers = (await store.timers({ instanceId, limit: MOST })).rows.map(({ element, dueAt }) =>
    say('timer', { element, at: formatInstant(dueAt, zone) }),
  );
  const known = [...tasks, ...jobs, ...subscriptions, ...timers];
  const lines =
    known.length > 0 || incidents.length > 0 ? known : active.map(({ element }) => say('active', { element }));
  return {
    lines: suspended ? [runWords.suspended[lang], ...lines] : lines,
    work: tasks.length + jobs.length > 0,
    timers: timers.length > 0,
  };
}

const MOST = 100;
type Kind = 'task' | 'job' | 'message' | 'signal' | 'conditional' | 'call' | 'timer' | 'active';
