// Splits the inside of `${…}` (Unified Expression Language) into tokens.

export interface JuelToken {
  readonly kind: 'name' | 'number' | 'string' | 'mark' | 'end' | 'unknown';
  /** The text as written; of a string, its value. */
  readonly text: string;
}

const pattern =
  /\s+|([\p{L}_$][\p{L}\p{M}\p{N}_$]*)|(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)|('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(&&|\|\||[=!<>]=|->|[-+*/%?:!<>()[\].,;={}])|([^])/gu;

export function juelTokens(text: string): readonly JuelToken[] {
  const tokens: JuelToken[] = [];
  for (const [, name, number, string, mark, unknown] of text.matchAll(pattern)) {
    if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string.slice(1, -1).replace(/\\(.)/gs, '$1') });
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark });
    else if (unknown !== undefined) tokens.push({ kind: 'unknown', text: unknown });
  }
  tokens.push({ kind: 'end', text: '' });
  return tokens;
}
