// One instance's rows → the document that goes out.
import type { Instant } from '../model/json.ts';
import type { StoredEntry } from '../model/journal.ts';
import type { Definitions } from './definitions/definitions.ts';
import type { InstanceDocument } from './instance-document.ts';
import type { InstanceRow, Store } from './ports.ts';
import { stateOf } from './state-of.ts';

export interface ExportParts {
  readonly store: Store;
  readonly definitions: Pick<Definitions, 'byHash'>;
  readonly options: { readonly origin: string };
  readonly now: () => Instant;
}

export async function exportDocument(
  row: InstanceRow,
  { store, definitions, options, now }: ExportParts,
): Promise<InstanceDocument> {
  const { instanceId, process, definition, status, suspended, businessKey, startedAt, endedAt, seq, hash } = row;
  const deployed = (await definitions.byHash(process, definition)).row;
  const entries = (await store.journal({ instanceId, limit: seq })).map((entry): StoredEntry => ({
    ...{ position: entry.position, instanceId, seq: entry.seq, text: entry.text, hash: entry.hash },
  }));
  return {
    format: 'quytrinh-instance',
    version: 1,
    origin: options.origin,
    exportedAt: now(),
    instance: { instanceId, process, definition, status, suspended, businessKey, startedAt, endedAt, seq, hash },
    definition: {
      ...{ hash: deployed.hash, process: deployed.process, version: deployed.version, name: deployed.name },
      ...{ file: deployed.file, source: deployed.source },
    },
    entries,
    state: stateOf(row, store),
  };
}
