// Text or bytes of a BPMN file → frozen model and diagnostics. Bad input never throws.
import type { Diagnostic } from '../model/diagnostic.ts';
import type { BpmnModel } from '../model/process-model.ts';
import { deepFreeze } from './deep-freeze.ts';
import { BPMN } from './namespaces.ts';
import { readContext } from './read-context.ts';
import { readDefinitions } from './read/read-definitions.ts';
import { reportIgnored } from './report-ignored.ts';
import { checkSchema } from './schema/check-schema.ts';
import { decodeBytes } from './xml/decode-bytes.ts';
import { lineTable } from './xml/line-table.ts';
import { scanXml } from './xml/scan-xml.ts';
import type { XmlNode, XmlProblem } from './xml/xml-node.ts';

export interface ParseOptions {
  /** Name of the file in every place that is reported; `file.bpmn` when absent. */
  readonly file?: string;
}

export interface ParseResult {
  /** `null` only when nothing sensible can be read. With errors among the diagnostics the model may lack what was wrong. */
  readonly model: BpmnModel | null;
  /** In order of their places. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads BPMN 2.0.2 (ISO/IEC 19510), plain or in a dialect. Everything returned is deeply frozen. */
export async function parse(xml: string | Uint8Array, options: ParseOptions = {}): Promise<ParseResult> {
  return deepFreeze(read(xml, options.file ?? 'file.bpmn'));
}

function read(xml: string | Uint8Array, file: string): ParseResult {
  const guarded = guard(xml, file);
  if (guarded.root === undefined) return { model: null, diagnostics: guarded.diagnostics };
  const { root, text } = guarded;
  const context = readContext(file, text, root);
  checkSchema(context, root);
  const model = readDefinitions(context, root);
  reportIgnored(context, root);
  return { model, diagnostics: inOrder([...guarded.diagnostics, ...context.diagnostics]) };
}

export interface Guarded {
  readonly text: string;
  readonly root?: XmlNode;
  readonly diagnostics: readonly Diagnostic[];
}

/** Limits, encoding and well-formedness; only what passes reaches the readers, or moddle. */
export function guard(xml: string | Uint8Array, file: string): Guarded {
  const decoded = decodeBytes(xml);
  const lines = lineTable(decoded.text);
  const at = (offset: number): Diagnostic['at'] => ({ file, ...lines.position(offset) });
  if (!decoded.ok) {
    const { code, offset, params, text } = decoded;
    return { text, diagnostics: [{ code, severity: 'error', at: at(offset), params }] };
  }
  const scan = scanXml(decoded.text, { uri: BPMN, local: 'definitions' });
  const diagnose = (problem: XmlProblem): Diagnostic => ({
    code: problem.code,
    severity: 'error',
    at: at(problem.offset),
    params: problem.related === undefined ? problem.params : { ...problem.params, line: at(problem.related).line },
    ...(problem.related === undefined ? {} : { related: [at(problem.related)] }),
  });
  return {
    text: decoded.text,
    diagnostics: scan.problems.map(diagnose),
    ...(scan.root === undefined ? {} : { root: scan.root }),
  };
}

function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
}
