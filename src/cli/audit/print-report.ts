// A verification for people.
import { definitionHistoryPrefix } from '../../model/definition.ts';
import { fill } from '../../model/fill.ts';
import { parseInstant } from '../../time/index.ts';
import { formatInstant } from '../../text/index.ts';
import type { Shell } from '../command.ts';
import { printable, styleFor } from '../style.ts';
import { auditWords } from './texts.ts';
import type { AuditReport } from './report.ts';

export function printReport(file: string, report: AuditReport, { lang, out, colour }: Shell): void {
  const style = styleFor(colour);
  const { entries, instances, definitions, root, anchored, archived, firstBad, strayed, archive, damage } = report;
  out(style.bold(printable(file)));
  if (report.sound) {
    out(
      style.green(fill(auditWords.sound[lang], { entries, instances: instances ?? 0, definitions: definitions ?? 0 })),
    );
    out(fill(auditWords.root[lang], { root: root ?? '' }));
    out(
      anchored > 0 ? fill(auditWords.anchored[lang], { anchored, entries }) : style.dim(auditWords.notAnchored[lang]),
    );
    if (archived > 0) out(fill(auditWords.archived[lang], { archived }));
    if (archive !== null) out(fill(auditWords.archiveSound[lang], { documents: archive.documents }));
    return;
  }
  out(style.red(style.bold(auditWords.broken[lang])));
  if (firstBad !== null) {
    const unknown = auditWords.unknown[lang];
    const { position, instanceId, seq } = firstBad;
    const place = {
      position: position ?? unknown,
      instanceId: instanceId ?? unknown,
      seq: seq ?? unknown,
      at: firstBad.at === null ? unknown : shown(firstBad.at),
    };
    out(`${auditWords.firstBad[lang]}: ${printable(fill(auditWords.place[lang], place))}`);
    out(`  ${firstBad.code}  ${printable(firstBad.message)}`);
    out(`  ${fill(auditWords.readBefore[lang], { entries })}`);
  }
  const found = [
    ...strayed.map(({ instanceId, what, message }) => {
      const isProcess = what === 'definitions';
      const id = isProcess ? instanceId.slice(definitionHistoryPrefix.length) : instanceId;
      const words = isProcess ? 'versionsOf' : what === 'message' ? 'messageOf' : 'stateOf';
      return fill(auditWords[words][lang], { instanceId: id, message });
    }),
    ...(archive === null || archive.faults.length === 0
      ? []
      : [fill(auditWords.archiveFaulty[lang], { faults: archive.faults.length, documents: archive.documents })]),
    ...(archive?.faults ?? []).map((fault) => fill(auditWords.stateOf[lang], { ...fault })),
    ...damage.map(({ message }) => `${auditWords.damaged[lang]}: ${message}`),
  ];
  for (const line of found.slice(0, MOST_SHOWN)) out(`  ${printable(line)}`);
  if (found.length > MOST_SHOWN) out(`  ${fill(auditWords.more[lang], { count: found.length - MOST_SHOWN })}`);
}

const MOST_SHOWN = 20;

function shown(at: string): string {
  const read = parseInstant(at);
  return read.ok ? formatInstant(read.value, 'Asia/Ho_Chi_Minh') : at;
}
