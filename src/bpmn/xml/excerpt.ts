// A short piece of the text for a sentence: one line, nothing unprintable.

export function excerpt(text: string, offset: number, length = 40): string {
  const line = text.slice(offset, offset + length).split(/[\r\n]/, 1)[0] ?? '';
  return line.replace(/[\p{C}\ufffd]/gu, '·').trim();
}
