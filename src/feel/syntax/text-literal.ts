// The value of a text literal: escapes `\" \\ \n \r \t \' \uXXXX \UXXXXXX` (DMN 1.5, grammar rule 64).

export function textOfLiteral(literal: string): string {
  const inner = literal.slice(1, -1);
  if (!inner.includes('\\')) return inner;
  return inner.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(["\\nrt']))/g, (whole, four, six, letter) => {
    const digits = (four ?? six) as string | undefined;
    if (digits !== undefined) {
      const code = Number.parseInt(digits, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    }
    return escapes[letter as keyof typeof escapes];
  });
}

const escapes = { '"': '"', '\\': '\\', "'": "'", n: '\n', r: '\r', t: '\t' } as const;
