// Difference between the uniform time of astronomy and universal time. Espenak & Meeus, polynomial expressions (NASA).

/** Seconds to take from terrestrial time to get universal time, for a decimal year from 1900 to 2200. */
export function deltaTSeconds(year: number): number {
  const t = year - 2000;
  if (year < 1920) return poly(year - 1900, [-2.79, 1.494119, -0.0598939, 0.0061966, -0.000197]);
  if (year < 1941) return poly(year - 1920, [21.2, 0.84493, -0.0761, 0.0020936]);
  if (year < 1961) return poly(year - 1950, [29.07, 0.407, -1 / 233, 1 / 2547]);
  if (year < 1986) return poly(year - 1975, [45.45, 1.067, -1 / 260, -1 / 718]);
  if (year < 2005) return poly(t, [63.86, 0.3345, -0.060374, 0.0017275, 0.000651814, 0.00002373599]);
  if (year < 2050) return poly(t, [62.92, 0.32217, 0.005589]);
  return -20 + 32 * ((year - 1820) / 100) ** 2 - 0.5628 * (2150 - Math.min(year, 2150));
}

function poly(x: number, coefficients: readonly number[]): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}
