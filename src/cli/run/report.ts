// Shows a run while it goes on, in the format that was asked for.
import type { Store } from '../../engine/index.ts';
import { fill } from '../../model/fill.ts';
import type { ProcessEvent } from '../../model/events.ts';
import type { JournalEntry } from '../../model/journal.ts';
import type { ProcessModel } from '../../model/process-model.ts';
import type { Shell } from '../command.ts';
import { printable, styleFor } from '../style.ts';
import { elementFinder } from './element-of.ts';
import { eventLine } from './event-line.ts';
import { namesOf } from './names-of.ts';
import { runWords } from './texts.ts';
import { timeline } from './timeline.ts';

export interface ReportParts {
  readonly shell: Shell;
  readonly format: 'pretty' | 'ndjson';
  readonly zone: string;
  readonly models: readonly ProcessModel[];
  readonly store: Store;
}

export interface Counts {
  readonly steps: number;
  readonly events: number;
}

export function report({ shell, format, zone, models, store }: ReportParts): {
  readonly show: {
    readonly start: (process: ProcessModel, instanceId: string) => Promise<void>;
    readonly entries: (entries: readonly JournalEntry[]) => Promise<void>;
  };
  readonly counts: () => Counts;
} {
  const { out, lang } = shell;
  const style = styleFor(shell.colour);
  const nameOf = namesOf(models);
  const processOf = new Map<string, string>();
  const line = timeline({
    lang,
    style,
    zone,
    nameOf: (instanceId, element) => nameOf(processOf.get(instanceId) ?? '', element),
  });
  const elementOf = elementFinder();
  const counts = { steps: 0, events: 0 };

  const showEntry = (entry: JournalEntry): void => {
    counts.steps += 1;
    for (const event of entry.events) {
      counts.events += 1;
      if (format === 'ndjson') {
        out(eventLine(entry, event, elementOf, zone));
        continue;
      }
      const text = line(entry, event as unknown as ProcessEvent);
      if (text !== null) out(text);
    }
  };
  return {
    counts: () => counts,
    show: {
      start: async (process, instanceId) => {
        if (format === 'ndjson') return;
        const name = process.name ?? process.id;
        out(style.bold(printable(fill(runWords.started[lang], { name, process: process.id, instanceId }))));
        out('');
      },
      entries: async (entries) => {
        for (const entry of entries) {
          if (!processOf.has(entry.instanceId))
            processOf.set(entry.instanceId, (await store.instance(entry.instanceId))?.process ?? '');
          showEntry(entry);
        }
      },
    },
  };
}
