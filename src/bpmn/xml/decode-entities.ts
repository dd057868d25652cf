// Character references and the five entities of XML; a document type is refused, so there can be no others.

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const reference = /&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,7})|([\w:.-]{1,64}));|&/g;

/** `onUnknown` hears the index and the text of a reference that means nothing; it stays in the text as written. */
export function decodeEntities(text: string, onUnknown: (index: number, entity: string) => void): string {
  if (!text.includes('&')) return text;
  return text.replace(
    reference,
    (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined, index: number) => {
      const known = name === undefined ? codePoint(decimal, hex) : Object.hasOwn(named, name) ? named[name] : undefined;
      if (known === undefined) onUnknown(index, whole);
      return known ?? whole;
    },
  );
}

function codePoint(decimal: string | undefined, hex: string | undefined): string | undefined {
  const code = decimal !== undefined ? Number.parseInt(decimal, 10) : hex !== undefined ? Number.parseInt(hex, 16) : 0;
  const allowed =
    code === 9 || code === 10 || code === 13 || (code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff));
  return allowed ? String.fromCodePoint(code) : undefined;
}
