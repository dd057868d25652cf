// Instants of new moons. J. Meeus, Astronomical Algorithms (2nd ed.), chapter 49; good to about 20 seconds.
import { deltaTSeconds } from './delta-t.ts';

const SYNODIC_DAYS = 29.530588861;
const DAY_MS = 86_400_000;
/** Julian day of 1970-01-01T00:00. */
const EPOCH_JD = 2440587.5;
const RADIANS = Math.PI / 180;

/** Number (from the first new moon of 2000) of the new moon nearest to an instant, give or take one. */
export function newMoonNumber(at: number): number {
  return Math.round((at / DAY_MS + EPOCH_JD - 2451550.09766) / SYNODIC_DAYS);
}

/** Universal time of new moon number k, in epoch milliseconds. */
export function newMoonUniversalMs(k: number): number {
  const t = k / 1236.85;
  const mean = 2451550.09766 + SYNODIC_DAYS * k + 0.00015437 * t ** 2 - 0.00000015 * t ** 3 + 0.00000000073 * t ** 4;
  const sun = (2.5534 + 29.1053567 * k - 0.0000014 * t ** 2 - 0.00000011 * t ** 3) * RADIANS;
  const moon = (201.5643 + 385.81693528 * k + 0.0107582 * t ** 2 + 0.00001238 * t ** 3) * RADIANS;
  const node = (160.7108 + 390.67050284 * k - 0.0016118 * t ** 2 - 0.00000227 * t ** 3) * RADIANS;
  const omega = (124.7746 - 1.56375588 * k + 0.0020672 * t ** 2 + 0.00000215 * t ** 3) * RADIANS;
  const e = 1 - 0.002516 * t - 0.0000074 * t ** 2;
  let correction = -0.00017 * Math.sin(omega);
  for (const [size, ofSun, ofMoon, ofNode] of periodicTerms) {
    correction += size * e ** Math.abs(ofSun) * Math.sin(ofSun * sun + ofMoon * moon + ofNode * node);
  }
  for (const [size, start, rate] of planetaryTerms) {
    const quadratic = size === 325 ? -0.009173 * t ** 2 : 0;
    correction += size * 1e-6 * Math.sin((start + rate * k + quadratic) * RADIANS);
  }
  const terrestrialMs = (mean + correction - EPOCH_JD) * DAY_MS;
  return terrestrialMs - deltaTSeconds(2000 + t * 100) * 1000;
}

/** Size in days; multiples of the sun's anomaly, the moon's anomaly, the moon's argument of latitude. */
const periodicTerms: readonly (readonly [number, number, number, number])[] = [
  [-0.4072, 0, 1, 0],
  [0.17241, 1, 0, 0],
  [0.01608, 0, 2, 0],
  [0.01039, 0, 0, 2],
  [0.00739, -1, 1, 0],
  [-0.00514, 1, 1, 0],
  [0.00208, 2, 0, 0],
  [-0.00111, 0, 1, -2],
  [-0.00057, 0, 1, 2],
  [0.00056, 1, 2, 0],
  [-0.00042, 0, 3, 0],
  [0.00042, 1, 0, 2],
  [0.00038, 1, 0, -2],
  [-0.00024, -1, 2, 0],
  [-0.00007, 2, 1, 0],
  [0.00004, 0, 2, -2],
  [0.00004, 3, 0, 0],
  [0.00003, 1, 1, -2],
  [0.00003, 0, 2, 2],
  [-0.00003, 1, 1, 2],
  [0.00003, -1, 1, 2],
  [-0.00002, -1, 1, -2],
  [-0.00002, 1, 3, 0],
  [0.00002, 0, 4, 0],
];

/** Size in millionths of a day; angle at k = 0 and its change with k, in degrees. */
const planetaryTerms: readonly (readonly [number, number, number])[] = [
  [325, 299.77, 0.107408],
  [165, 251.88, 0.016321],
  [164, 251.83, 26.651886],
  [126, 349.42, 36.412478],
  [110, 84.66, 18.206239],
  [62, 141.74, 53.303771],
  [60, 207.14, 2.453732],
  [56, 154.84, 7.30686],
  [47, 34.52, 27.261239],
  [42, 207.19, 0.121824],
  [40, 291.34, 1.844379],
  [37, 161.72, 24.198154],
  [35, 239.56, 25.513099],
  [23, 331.55, 3.592518],
];
