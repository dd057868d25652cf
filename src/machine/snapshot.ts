// The snapshot of a state at work, as text. It is written at every step of an engine, so of an instance in which thousands wait only
// what has changed since the last one is written anew.
import { blockOf, keptTexts, type KeptTexts, type LiveState, type TableName } from './live-state.ts';

interface Keeping {
  /** From so many records on the texts of a table are kept: it takes memory, and fewer are written as fast. */
  readonly wide: number;
  /** So many neighbours are written together: few, and little is written anew; many, and few texts are to be joined. */
  readonly idsInBlock: number;
}

const usual: Keeping = { wide: 64, idsInBlock: 16 };

/** `JSON.stringify(plainState(live))`, for less. */
export function snapshotText(live: LiveState, keeping = usual): string {
  let text = '';
  for (const name of Object.keys(live) as (keyof LiveState)[]) {
    const value = live[name];
    if (value === undefined) continue;
    const its = value instanceof Map ? tableText(live, name as TableName, keeping) : JSON.stringify(value);
    text += `${text === '' ? '' : ','}"${name}":${its}`;
  }
  return `{${text}}`;
}

function tableText(live: LiveState, name: TableName, { wide, idsInBlock }: Keeping): string {
  const records: Records = live[name];
  if (records.size < wide) return `{${membersOf(records)}}`;
  return `{${blocksOf(records, name, keptTexts(live, idsInBlock))}}`;
}

type Records = ReadonlyMap<string, object>;

function membersOf(records: Records): string {
  let text = '';
  for (const [id, record] of records) text += memberOf(text === '', id, record);
  return text;
}

function memberOf(isFirst: boolean, id: string, record: object): string {
  return `${isFirst ? '' : ','}"${id}":${JSON.stringify(record)}`;
}

/** The kept text of each block, and anew that of those in which something has changed. */
function blocksOf(records: Records, name: TableName, texts: KeptTexts): string {
  const { blocks } = texts;
  const parts: string[] = [];
  let block = -1;
  /** Of a block without a text: what is written of it so far. */
  let anew: string | null = null;
  const endBlock = (): void => {
    if (anew === null) return;
    parts.push(anew);
    blocks.set(block, { ...blocks.get(block), [name]: anew });
  };
  for (const [id, record] of records) {
    const its = blockOf(texts, id);
    if (!(its >= block)) {
      blocks.clear(); // no blocks without the order of ids
      return membersOf(records);
    }
    if (its > block) {
      endBlock();
      block = its;
      const kept = blocks.get(block)?.[name];
      if (kept !== undefined) parts.push(kept);
      anew = kept === undefined ? '' : null;
    }
    if (anew !== null) anew += memberOf(anew === '', id, record);
  }
  endBlock();
  return parts.join();
}
