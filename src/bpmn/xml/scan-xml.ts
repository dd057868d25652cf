// One linear pass over the text: well-formedness, namespaces, and the offset of every element and attribute.
// Asking the XML parser underneath moddle for its position at each tag is quadratic; this costs a fraction of moddle's own time.
import { limits } from '../../model/limits.ts';
import { bpmnLimits } from '../limits.ts';
import { decodeEntities } from './decode-entities.ts';
import { excerpt } from './excerpt.ts';
import { scanStartTag } from './scan-start-tag.ts';
import type { OpenNode, XmlNode, XmlProblem, XmlProblemCode } from './xml-node.ts';

export interface XmlScan {
  /** Absent when the text can't be read as a tree. */
  readonly root?: XmlNode;
  readonly problems: readonly XmlProblem[];
}

/** The only root that is accepted; another is refused before the rest is read. */
export interface ExpectedRoot {
  readonly uri: string;
  readonly local: string;
}

export function scanXml(text: string, expected: ExpectedRoot): XmlScan {
  const problems: XmlProblem[] = [];
  const open: OpenNode[] = [];
  let root: OpenNode | undefined;
  let count = 0;
  let at = 0;

  const stop = (code: XmlProblemCode, offset: number, params: XmlProblem['params'] = {}, related?: number): XmlScan => {
    problems.push({ code, offset, params, ...(related === undefined ? {} : { related }) });
    return { problems };
  };
  const note = (problem: XmlProblem): void => {
    if (problems.length < bpmnLimits.xmlProblems) problems.push(problem);
  };

  const first = firstContent(text);
  if (first === text.length) return stop('XML_EMPTY', 0);
  if (text[first] !== '<') return stop('XML_NOT_XML', first, { found: excerpt(text, first) });

  while (at < text.length) {
    const less = text.indexOf('<', at);
    const until = less < 0 ? text.length : less;
    if (until > at) {
      const chunk = text.slice(at, until);
      const inner = open[open.length - 1];
      if (/\S/.test(chunk)) {
        if (inner === undefined)
          return stop('XML_SYNTAX', at + chunk.search(/\S/), { found: excerpt(chunk.trimStart(), 0) });
        const start = at;
        inner.text += decodeEntities(chunk.replace(/\r\n?/g, '\n'), (index, entity) =>
          note({ code: 'XML_ENTITY_UNKNOWN', offset: start + index, params: { entity } }),
        );
      }
    }
    if (less < 0) break;
    const mark = text.charCodeAt(less + 1);

    if (mark === 63 /* ? */) {
      const end = text.indexOf('?>', less + 2);
      if (end < 0) return stop('XML_SYNTAX', less, { found: excerpt(text, less) });
      at = end + 2;
    } else if (mark === 33 /* ! */) {
      if (text.startsWith('<!--', less)) {
        const end = text.indexOf('-->', less + 4);
        if (end < 0) return stop('XML_SYNTAX', less, { found: '<!--' });
        at = end + 3;
      } else if (text.startsWith('<![CDATA[', less)) {
        const end = text.indexOf(']]>', less + 9);
        const inner = open[open.length - 1];
        if (end < 0 || inner === undefined) return stop('XML_SYNTAX', less, { found: '<![CDATA[' });
        inner.text += text.slice(less + 9, end).replace(/\r\n?/g, '\n');
        at = end + 3;
      } else if (/^<!DOCTYPE/i.test(text.slice(less, less + 9))) {
        return stop('XML_DOCTYPE', less);
      } else {
        return stop('XML_SYNTAX', less, { found: excerpt(text, less) });
      }
    } else if (mark === 47 /* / */) {
      const end = text.indexOf('>', less);
      const name = end < 0 ? '' : text.slice(less + 2, end).trimEnd();
      const inner = open.pop();
      if (end < 0 || inner === undefined) return stop('XML_SYNTAX', less, { found: excerpt(text, less) });
      if (inner.name !== name)
        return stop('XML_TAG_MISMATCH', less, { found: name.slice(0, 60), expected: inner.name }, inner.offset);
      at = end + 1;
    } else {
      const parent = open[open.length - 1];
      if (parent === undefined && root !== undefined) return stop('XML_SYNTAX', less, { found: excerpt(text, less) });
      const tag = scanStartTag(text, less, parent?.namespaces, note);
      if (!tag.ok) return stop(tag.problem.code, tag.problem.offset, tag.problem.params);
      const { node } = tag;
      if (parent === undefined) {
        root = node;
        if (node.uri !== expected.uri || node.local !== expected.local) {
          return stop('XML_NOT_BPMN', less, { found: node.name, namespace: node.uri });
        }
      } else {
        parent.children.push(node);
      }
      if (++count > bpmnLimits.xmlElements) return stop('XML_TOO_MANY', less, { limit: bpmnLimits.xmlElements });
      if (!tag.empty) {
        open.push(node);
        if (open.length > limits.xmlDepth) return stop('XML_TOO_DEEP', less, { limit: limits.xmlDepth });
      }
      at = tag.end;
    }
  }
  const unclosed = open[open.length - 1];
  if (unclosed !== undefined) return stop('XML_TAG_OPEN', unclosed.offset, { name: unclosed.name });
  if (root === undefined) return stop('XML_EMPTY', 0);
  return { root, problems };
}

function firstContent(text: string): number {
  const found = text.search(/\S/);
  return found < 0 ? text.length : found;
}
