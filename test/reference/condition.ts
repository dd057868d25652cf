// Evaluates the few expressions the random processes use: one comparison of a name or number with another.

export type Values = Readonly<Record<string, number | boolean | null>>;

export function isTrue(text: string, values: Values): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  const match = /^(\w+) (<|<=|>|>=|=|!=) (\w+)$/.exec(text);
  if (match === null) return values[text] === true;
  const [, left = '', operator, right = ''] = match;
  if (right === 'false') return values[left] === false;
  const [a, b] = [valueOf(left, values), valueOf(right, values)];
  if (operator === '=') return a === b;
  if (operator === '!=') return a !== b;
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

export function valueOf(text: string, values: Values): number {
  if (/^\d+$/.test(text)) return Number(text);
  const value = values[text];
  if (typeof value !== 'number') throw new Error(`no number ${text}`);
  return value;
}
