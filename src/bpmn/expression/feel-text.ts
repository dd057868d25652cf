// Pieces of FEEL with the strength of their outermost operator, so that parentheses stand only where they are needed.

/** Strength of binding, weakest first. */
export const level = { choice: 0, or: 1, and: 2, comparison: 3, sum: 4, product: 5, sign: 6, whole: 7 } as const;

export interface Feel {
  readonly text: string;
  readonly level: number;
  /** The value, when the piece is a literal. */
  readonly literal?: string | number;
}

export function whole(text: string): Feel {
  return { text, level: level.whole };
}

export function atLeast(piece: Feel, needed: number): string {
  return piece.level >= needed ? piece.text : `(${piece.text})`;
}

export function stringLiteral(text: string): Feel {
  const escaped = text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t');
  return { text: `"${escaped}"`, level: level.whole, literal: text };
}

const reserved = new Set(
  'if then else for in return some every satisfies instance of between function external and or not true false null'.split(
    ' ',
  ),
);

export function isFeelName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name) && !reserved.has(name);
}

/** `a.b`, or the function where the name can't stand after a dot. */
export function propertyOf(owner: Feel, name: string): Feel {
  if (isFeelName(name)) return whole(`${atLeast(owner, level.whole)}.${name}`);
  return whole(`get value(${owner.text}, ${stringLiteral(name).text})`);
}
