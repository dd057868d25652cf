// Decimal arithmetic on doubles: 0.1 + 0.2 is 0.3. When both operands are short decimals the sum, product or quotient is
// taken on the scaled whole numbers, so the result is the double nearest to the exact decimal result. Whole numbers take the
// direct way. Where a number has no short decimal form (1/3), the plain double operation stands.

/** Whole numbers up to here survive scaling unharmed. */
const SAFE = 2 ** 53;
const POWERS: readonly number[] = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const power = (scale: number): number => POWERS[scale] ?? Number.NaN;
const MAX_SCALE = 15;

export function add(a: number, b: number): number {
  const plain = a + b;
  if (Number.isInteger(a) && Number.isInteger(b)) return plain;
  const scaleA = scaleOf(a);
  const scaleB = scaleOf(b);
  if (scaleA < 0 || scaleB < 0) return plain;
  const scale = Math.max(scaleA, scaleB);
  const sum = digits(a, scaleA) * power(scale - scaleA) + digits(b, scaleB) * power(scale - scaleB);
  return Math.abs(sum) < SAFE ? sum / power(scale) : plain;
}

export function subtract(a: number, b: number): number {
  return add(a, -b);
}

export function multiply(a: number, b: number): number {
  const plain = a * b;
  if (Number.isInteger(a) && Number.isInteger(b)) return plain;
  const scaleA = scaleOf(a);
  const scaleB = scaleOf(b);
  if (scaleA < 0 || scaleB < 0 || scaleA + scaleB > 22) return plain;
  const product = digits(a, scaleA) * digits(b, scaleB);
  return Math.abs(product) < SAFE ? product / power(scaleA + scaleB) : plain;
}

/** `b` is not zero. */
export function divide(a: number, b: number): number {
  const plain = a / b;
  if (Number.isInteger(a) && Number.isInteger(b)) return plain;
  const scaleA = scaleOf(a);
  const scaleB = scaleOf(b);
  if (scaleA < 0 || scaleB < 0) return plain;
  const scale = Math.max(scaleA, scaleB);
  const dividend = digits(a, scaleA) * power(scale - scaleA);
  const divisor = digits(b, scaleB) * power(scale - scaleB);
  return Math.abs(dividend) < SAFE && Math.abs(divisor) < SAFE ? dividend / divisor : plain;
}

/** dividend - divisor * floor(dividend / divisor); `divisor` is not zero. */
export function modulo(dividend: number, divisor: number): number {
  const scaleA = scaleOf(dividend);
  const scaleB = scaleOf(divisor);
  const scale = Math.max(scaleA, scaleB);
  const a = scaleA < 0 ? Number.NaN : digits(dividend, scaleA) * power(scale - scaleA);
  const b = scaleB < 0 ? Number.NaN : digits(divisor, scaleB) * power(scale - scaleB);
  if (!(Math.abs(a) < SAFE && Math.abs(b) < SAFE)) return floorMod(dividend, divisor);
  return floorMod(a, b) / power(scale);
}

function floorMod(a: number, b: number): number {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest === 0 ? 0 : rest;
}

export function exponentiate(base: number, exponent: number): number {
  if (Number.isInteger(base) || !Number.isInteger(exponent) || Math.abs(exponent) > 64) return base ** exponent;
  let result = 1;
  for (let i = Math.abs(exponent); i > 0; i--) result = multiply(result, base);
  return exponent < 0 ? divide(1, result) : result;
}

/** Decimals of a short decimal number, -1 when it has none of at most 15 digits. */
function scaleOf(value: number): number {
  if (Number.isInteger(value)) return Math.abs(value) < SAFE ? 0 : -1;
  for (let scale = 1; scale <= MAX_SCALE; scale++) {
    const scaled = Math.round(value * power(scale));
    if (Math.abs(scaled) > 1e15) return -1;
    if (scaled / power(scale) === value) return scale;
  }
  return -1;
}

function digits(value: number, scale: number): number {
  return scale === 0 ? value : Math.round(value * power(scale));
}
