// Verifies an export file from end to end: the file itself, its checkpoints, and the whole trail or the excerpt in it.
import type { BadEntry } from '../model/journal.ts';
import type { ExportBody, ExportHead } from './export-body.ts';
import { readTrail } from './read-trail.ts';
import { refuseUnknown } from '../model/refuse-unknown.ts';
import type { TrailHeader } from './trail-line.ts';
import { troubleOf } from './verify-checkpoints.ts';
import { excerptVerifier } from './verify-excerpt.ts';
import { trailVerifier } from './verify-trail.ts';

/**
 * `chunks`: the file's text in pieces of any size. Memory: one line, and one small record per instance.
 * A whole trail is judged as by `verifyTrail`; an excerpt by the proof beside each entry, which shows that the steps given
 * happened as written and that none is missing between them, not that the instance has no later step.
 */
export async function verifyExport(
  chunks: Iterable<string> | AsyncIterable<string>,
  options: VerifyExportOptions,
): Promise<ExportVerdict> {
  refuseUnknown(options, ['publicKeys', 'origin', 'checkpoints']);
  const head: ExportHead = { origin: '', scope: 'whole', notes: [...(options.checkpoints ?? [])], consistencies: [] };
  let body: ExportBody | undefined;
  for await (const read of readTrail(chunks)) {
    if (!read.sound) return { sound: false, entries: body?.verdict().entries ?? 0, firstBad: read.firstBad };
    const { line } = read;
    switch (line.kind) {
      case 'header':
        if (line.origin !== (options.origin ?? line.origin)) return otherOrigin(line);
        Object.assign(head, { origin: line.origin, scope: line.scope });
        break;
      case 'checkpoint':
        head.notes.push(line.note);
        break;
      case 'consistency':
        head.consistencies.push(line);
        break;
      default:
        body ??= bodyOf(head, options);
        if (!body.take(line)) return judged(head, body);
    }
  }
  return judged(head, body ?? bodyOf(head, options));
}

export interface VerifyExportOptions {
  /** Verifier keys, got by another way than the export. */
  readonly publicKeys: readonly string[];
  /** The log's origin, when known. */
  readonly origin?: string;
  /** Checkpoints that the verifier kept from before. The export must agree with each of them. */
  readonly checkpoints?: readonly string[];
}

export type ExportVerdict =
  | {
      readonly sound: true;
      readonly scope: TrailHeader['scope'];
      readonly origin: string;
      readonly entries: number;
      readonly instances: number;
      /** Size of the newest verified checkpoint reached; 0 when nothing is anchored. */
      readonly anchored: number;
      /** Entries of which only the hash is kept; their texts are in the archive. */
      readonly archived: number;
    }
  | { readonly sound: false; readonly entries: number; readonly firstBad: BadEntry };

function bodyOf(head: ExportHead, { publicKeys }: VerifyExportOptions): ExportBody {
  if (head.scope === 'excerpt') return excerptVerifier(head, publicKeys);
  const verifier = trailVerifier({ checkpoints: head.notes, publicKeys, origin: head.origin });
  return { take: (line) => line.kind !== 'entry' || verifier.add(line), verdict: verifier.finish };
}

function judged({ scope, origin }: ExportHead, body: ExportBody): ExportVerdict {
  const verdict = body.verdict();
  return verdict.sound ? { ...verdict, scope, origin } : verdict;
}

const otherOrigin = ({ origin }: TrailHeader): ExportVerdict => ({
  sound: false,
  entries: 0,
  firstBad: troubleOf('LINE_FIELD_INVALID', null, { line: 1, kind: 'header', field: 'origin', found: origin }),
});
