// The text of a BPMN file for showing lines of it and for keeping it beside its definition. The reader of BPMN decides by itself
// what it accepts; here nothing is refused.
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return decode('utf-16le', bytes);
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return decode('utf-16be', bytes);
  const declaration = decode('latin1', bytes.subarray(0, 200));
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']/i.exec(declaration)?.[1]?.toLowerCase();
  return decode(declared !== undefined && singleByte.has(declared) ? 'windows-1252' : 'utf-8', bytes);
}

const singleByte: ReadonlySet<string> = new Set([
  'iso-8859-1',
  'latin1',
  'us-ascii',
  'ascii',
  'windows-1252',
  'cp1252',
]);

function decode(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes);
}
