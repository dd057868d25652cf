// What every reader of a part needs: places, findings, ids, and how to resolve a reference.
import type { BpmnCode } from '../model/diagnostic-codes.ts';
import type { Diagnostic, Severity, SourceRange } from '../model/diagnostic.ts';
import { bpmnLimits } from './limits.ts';
import { didYouMean } from './schema/did-you-mean.ts';
import { lineTable } from './xml/line-table.ts';
import { value } from './xml/tree.ts';
import type { XmlNode } from './xml/xml-node.ts';

export interface Placed {
  readonly offset: number;
}

export interface ReadContext {
  readonly file: string;
  /** `expressionLanguage` of the file, when it says one that is not the standard's default. */
  readonly language: string | undefined;
  /** Every id of the file, the first bearer of each. */
  readonly ids: Map<string, XmlNode>;
  /** Later bearers of an id that was taken already; left out of the model. */
  readonly duplicates: Set<XmlNode>;
  readonly diagnostics: readonly Diagnostic[];
  readonly at: (place: Placed) => SourceRange;
  readonly report: (
    code: BpmnCode,
    severity: Severity,
    place: Placed,
    params: Diagnostic['params'],
    more?: { readonly elementId?: string; readonly related?: readonly SourceRange[] },
  ) => void;
  /** ` Did you mean "…"?`; no more once a file is so broken that guessing would take longer than reading. */
  readonly suggest: (name: string, known: Iterable<string>) => string;
  /** The element's id; one without gets a stable one of its kind and number within `scope`. */
  readonly idOf: (node: XmlNode, scope: string) => string;
  /** A reference is a QName: the prefix of the target namespace falls away; another prefix points out of the file. */
  readonly resolve: (owner: XmlNode, qname: string) => { readonly id: string; readonly external: boolean };
}

export function readContext(file: string, text: string, root: XmlNode | undefined): ReadContext {
  const lines = lineTable(text);
  const diagnostics: Diagnostic[] = [];
  const ids = new Map<string, XmlNode>();
  const target = root === undefined ? undefined : value(root, 'targetNamespace');
  let suggestions = 0;
  const counters = new Map<string, number>();
  const made = new Map<XmlNode, string>();
  const at = (place: Placed): SourceRange => ({ file, ...lines.position(place.offset) });
  return {
    file,
    language: root === undefined ? undefined : value(root, 'expressionLanguage'),
    ids,
    duplicates: new Set(),
    diagnostics,
    at,
    report: (code, severity, place, params, more = {}) => {
      diagnostics.push({ code, severity, at: at(place), params, ...more });
    },
    suggest: (name, known) => (++suggestions > bpmnLimits.suggestions ? '' : didYouMean(name, known)),
    idOf: (node, scope) => {
      const written = value(node, 'id');
      if (written !== undefined) return written;
      const known = made.get(node);
      if (known !== undefined) return known;
      const kind = `${scope}/${node.local}`;
      let number = (counters.get(kind) ?? 0) + 1;
      while (ids.has(`${kind}#${number}`)) number++;
      counters.set(kind, number);
      made.set(node, `${kind}#${number}`);
      return `${kind}#${number}`;
    },
    resolve: (owner, qname) => {
      const colon = qname.indexOf(':');
      if (colon < 0 || ids.has(qname)) return { id: qname, external: false };
      const uri = owner.namespaces[qname.slice(0, colon)];
      const id = qname.slice(colon + 1);
      return { id, external: uri !== undefined && uri !== target && !ids.has(id) };
    },
  };
}
