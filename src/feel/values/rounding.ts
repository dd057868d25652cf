// Rounding of a number at a decimal scale, done on its shortest decimal digits, so that 1.005 is 1.005 and not 1.00499….

export type RoundingMode = 'floor' | 'ceiling' | 'up' | 'down' | 'half-up' | 'half-down' | 'half-even';

/** Rounds to `scale` decimals (negative: to tens, hundreds, …). */
export function roundNumber(value: number, scale: number, mode: RoundingMode): number {
  if (!Number.isFinite(value)) return value;
  const { negative, digits, exponent } = decompose(value);
  // value = digits × 10^exponent; everything below 10^-scale is cut off
  const cut = -scale - exponent;
  if (cut <= 0) return value;
  const kept = cut >= digits.length ? '0' : digits.slice(0, digits.length - cut);
  const rest = cut > digits.length ? `0${digits}` : digits.slice(digits.length - cut);
  const up = roundsUp(mode, negative, rest, /[13579]$/.test(kept));
  const whole = BigInt(kept) + (up ? 1n : 0n);
  const result = Number(`${whole}e${-scale}`);
  return result === 0 ? 0 : negative ? -result : result;
}

function roundsUp(mode: RoundingMode, negative: boolean, rest: string, odd: boolean): boolean {
  if (/^0*$/.test(rest)) return false;
  const half = rest.startsWith('5') && /^50*$/.test(rest) ? 0 : rest >= '5' ? 1 : -1;
  switch (mode) {
    case 'floor':
      return negative;
    case 'ceiling':
      return !negative;
    case 'up':
      return true;
    case 'down':
      return false;
    case 'half-up':
      return half >= 0;
    case 'half-down':
      return half > 0;
    case 'half-even':
      return half > 0 || (half === 0 && odd);
  }
}

/** Shortest digits of a number: value = ± digits × 10^exponent. */
export function decompose(value: number): { negative: boolean; digits: string; exponent: number } {
  const [mantissa = '0', power = '0'] = Math.abs(value).toExponential().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { negative: value < 0, digits: whole + fraction, exponent: Number(power) - fraction.length };
}

/** A number in FEEL's notation: plain digits, never an exponent. */
export function numberText(value: number): string {
  const plain = String(value);
  if (!plain.includes('e')) return plain === '-0' ? '0' : plain;
  const { negative, digits, exponent } = decompose(value);
  const sign = negative ? '-' : '';
  if (exponent >= 0) return sign + digits + '0'.repeat(exponent);
  const padded = digits.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, padded.length + exponent)}.${padded.slice(padded.length + exponent)}`;
}
