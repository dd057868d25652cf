// `quytrinh audit verify` of one exported or archived instance: the document proves itself, without a store.
import { documentHash, verifyInstanceDocument, type InstanceDocument } from '../../engine/index.ts';
import { fill } from '../../model/fill.ts';
import { documentFaultText } from '../../text/index.ts';
import type { ExitCode, Shell } from '../command.ts';
import { readBytes } from '../files/read-bytes.ts';
import { readJson } from '../files/read-json.ts';
import { printable, styleFor } from '../style.ts';
import { auditWords } from './texts.ts';

/** A store begins with other bytes. */
export function looksLikeDocument(file: string): boolean {
  if (!file.endsWith('.json')) return false;
  const read = readBytes(file);
  return read.ok && new TextDecoder().decode(read.bytes.subarray(0, 64)).trimStart().startsWith('{');
}

export function verifyDocument(file: string, format: 'pretty' | 'json', { lang, out, colour }: Shell): ExitCode {
  const document = readJson(file);
  const verdict = verifyInstanceDocument(document);
  const style = styleFor(colour);
  if (verdict.sound) {
    const sha256 = documentHash(document as InstanceDocument);
    const { instanceId, entries, hash } = verdict;
    if (format === 'json') out(JSON.stringify({ file, sound: true, instanceId, entries, hash, sha256 }, null, 2));
    else {
      out(
        style.green(style.bold(fill(auditWords.documentSound[lang], { entries, instanceId: printable(instanceId) }))),
      );
      out(fill(auditWords.documentHash[lang], { sha256 }));
    }
    return 0;
  }
  const message = documentFaultText(verdict, lang);
  if (format === 'json') out(JSON.stringify({ file, ...verdict, message }, null, 2));
  else {
    out(style.red(style.bold(auditWords.broken[lang])));
    out(`  ${verdict.fault}  ${printable(message)}`);
  }
  return 1;
}
