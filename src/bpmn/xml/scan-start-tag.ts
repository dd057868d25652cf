// Reads one start tag: name, attributes, namespace declarations.
import { bpmnLimits } from '../limits.ts';
import { decodeEntities } from './decode-entities.ts';
import { excerpt } from './excerpt.ts';
import type { Namespaces, OpenNode, XmlAttribute, XmlProblem } from './xml-node.ts';

export type StartTag =
  | { readonly ok: true; readonly node: OpenNode; readonly end: number; readonly empty: boolean }
  | { readonly ok: false; readonly problem: XmlProblem };

const xmlName = /[A-Za-z_:\u0080-\uffff][\w:.\-\u0080-\uffff]*/y;
const space = /[ \t\r\n]*/y;
const builtIn: Namespaces = Object.assign(Object.create(null) as Record<string, string>, {
  '': '',
  xml: 'http://www.w3.org/XML/1998/namespace',
  xmlns: 'http://www.w3.org/2000/xmlns/',
});

export function scanStartTag(
  text: string,
  less: number,
  outer: Namespaces | undefined,
  note: (problem: XmlProblem) => void,
): StartTag {
  const fail = (offset: number, found: string): StartTag => ({
    ok: false,
    problem: { code: 'XML_SYNTAX', offset, params: { found } },
  });
  const name = match(xmlName, text, less + 1);
  if (name === '') return fail(less, excerpt(text, less, 20));

  const raw: { name: string; value: string; offset: number }[] = [];
  let declared: Record<string, string> | undefined;
  let at = less + 1 + name.length;
  let empty = false;
  for (;;) {
    const blank = match(space, text, at);
    at += blank.length;
    const unit = text.charCodeAt(at);
    if (unit === 62 /* > */) {
      at += 1;
      break;
    }
    if (unit === 47 /* / */ && text.charCodeAt(at + 1) === 62) {
      at += 2;
      empty = true;
      break;
    }
    if (Number.isNaN(unit)) return { ok: false, problem: { code: 'XML_TAG_OPEN', offset: less, params: { name } } };
    const key = match(xmlName, text, at);
    if (key === '' || blank === '') return fail(at, excerpt(text, at, 20));
    const offset = at;
    at += key.length;
    at += match(space, text, at).length;
    if (text.charCodeAt(at) !== 61 /* = */) return fail(offset, key);
    at += 1;
    at += match(space, text, at).length;
    const quote = text[at];
    const close = quote === '"' || quote === "'" ? text.indexOf(quote, at + 1) : -1;
    if (close < 0) return fail(offset, key);
    const written = text.slice(at + 1, close);
    // `<` can't stand in a value: the closing quote is missing, and the value ran on into the next tag.
    if (written.includes('<')) return fail(offset, `${key}=${quote ?? ''}${written.slice(0, 20)}`);
    const start = at + 1;
    const value = decodeEntities(
      /[\t\r\n]/.test(written) ? written.replace(/\r\n|[\t\r\n]/g, ' ') : written,
      (index, entity) => note({ code: 'XML_ENTITY_UNKNOWN', offset: start + index, params: { entity } }),
    );
    at = close + 1;
    if (raw.length >= bpmnLimits.xmlAttributes) {
      return {
        ok: false,
        problem: { code: 'XML_TOO_MANY', offset: less, params: { limit: bpmnLimits.xmlAttributes } },
      };
    }
    const twin = raw.find((other) => other.name === key);
    if (twin !== undefined) {
      note({ code: 'XML_ATTRIBUTE_TWICE', offset, params: { name: key }, related: twin.offset });
      continue;
    }
    raw.push({ name: key, value, offset });
    if (key === 'xmlns') (declared ??= scopeUnder(outer))[''] = value.trim();
    else if (key.startsWith('xmlns:')) (declared ??= scopeUnder(outer))[key.slice(6)] = value.trim();
  }

  const namespaces = declared ?? outer ?? builtIn;
  const uriOf = (prefix: string, offset: number): string => {
    const uri = namespaces[prefix];
    if (uri === undefined) note({ code: 'XML_PREFIX_UNDECLARED', offset, params: { prefix } });
    return uri ?? '';
  };
  const attributes: XmlAttribute[] = [];
  for (const attribute of raw) {
    if (attribute.name === 'xmlns' || attribute.name.startsWith('xmlns:')) continue;
    const colon = attribute.name.indexOf(':');
    // An attribute without a prefix belongs to its element, not to the default namespace (Namespaces in XML §6.2).
    const uri = colon < 0 ? '' : uriOf(attribute.name.slice(0, colon), attribute.offset);
    attributes.push({ ...attribute, uri, local: colon < 0 ? attribute.name : attribute.name.slice(colon + 1) });
  }
  const colon = name.indexOf(':');
  const uri = uriOf(colon < 0 ? '' : name.slice(0, colon), less);
  const node: OpenNode = {
    name,
    uri,
    local: colon < 0 ? name : name.slice(colon + 1),
    attributes,
    children: [],
    text: '',
    offset: less,
    namespaces,
  };
  return { ok: true, node, end: at, empty };
}

function scopeUnder(outer: Namespaces | undefined): Record<string, string> {
  return Object.create(outer ?? builtIn) as Record<string, string>;
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
