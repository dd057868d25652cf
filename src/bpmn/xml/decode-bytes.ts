// Bytes → text. UTF-8 and UTF-16 are read, also the single-byte sets that older tools declare; anything else is refused by name.
import { limits } from '../../model/limits.ts';
import { excerpt } from './excerpt.ts';

export type Decoded =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      readonly code: 'XML_TOO_LARGE' | 'XML_ENCODING' | 'XML_NUL' | 'XML_NOT_XML';
      /** Text read so far and the offset in it where the trouble is. */
      readonly text: string;
      readonly offset: number;
      readonly params: Readonly<Record<string, string | number>>;
    };

/** A declared name → the decoder's label. ISO-8859-1 and ASCII are read as windows-1252, of which they are subsets in practice. */
const singleByte: Readonly<Record<string, string>> = {
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'us-ascii': 'windows-1252',
  ascii: 'windows-1252',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
};

/** Text is taken as decoded already: whatever encoding its XML declaration names says nothing any more. */
export function decodeBytes(xml: string | Uint8Array): Decoded {
  const size = xml.length;
  if (size > limits.fileBytes) {
    return { ok: false, code: 'XML_TOO_LARGE', text: '', offset: 0, params: { size, limit: limits.fileBytes } };
  }
  const decoded =
    typeof xml === 'string'
      ? ({ ok: true, text: xml.startsWith('\ufeff') ? xml.slice(1) : xml } as const)
      : fromBytes(xml);
  if (!decoded.ok) return decoded;
  const nul = decoded.text.indexOf('\u0000');
  if (nul >= 0 && !beginsAsXml(decoded.text)) return notXml(decoded.text);
  return nul < 0 ? decoded : { ok: false, code: 'XML_NUL', text: decoded.text, offset: nul, params: {} };
}

function fromBytes(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { ok: true, text: new TextDecoder('utf-16le').decode(bytes) };
  if (first === 0xfe && second === 0xff) return { ok: true, text: new TextDecoder('utf-16be').decode(bytes) };
  // UTF-16 without its mark: every second byte of `<?xml` is zero.
  if (first === 0x3c && second === 0) return { ok: true, text: new TextDecoder('utf-16le').decode(bytes) };
  if (first === 0 && second === 0x3c) return { ok: true, text: new TextDecoder('utf-16be').decode(bytes) };
  const declared = declaredEncoding(bytes)?.toLowerCase();
  if (declared === undefined || declared === 'utf-8' || declared === 'utf8') return utf8(bytes);
  const label = Object.hasOwn(singleByte, declared) ? singleByte[declared] : undefined;
  if (label !== undefined) return { ok: true, text: new TextDecoder(label).decode(bytes) };
  return { ok: false, code: 'XML_ENCODING', text: '', offset: 0, params: { encoding: declared } };
}

function utf8(bytes: Uint8Array): Decoded {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    if (!beginsAsXml(text)) return notXml(text);
    return {
      ok: false,
      code: 'XML_ENCODING',
      text,
      offset: Math.max(0, text.indexOf('\ufffd')),
      params: { encoding: 'UTF-8' },
    };
  }
}

/** A Word file, a picture or a PDF is better named as such than by the first byte that is not text. */
function notXml(text: string): Decoded {
  const offset = Math.max(0, text.search(/\S/));
  return { ok: false, code: 'XML_NOT_XML', text, offset, params: { found: excerpt(text, offset) } };
}

function beginsAsXml(text: string): boolean {
  return /^\s*</.test(text);
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 256));
  return /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']{1,40})["']/.exec(head)?.[1];
}
