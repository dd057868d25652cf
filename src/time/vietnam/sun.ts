// Apparent longitude of the sun. J. Meeus, Astronomical Algorithms (2nd ed.), chapter 25, low accuracy (0.01 degree).
import { deltaTSeconds } from './delta-t.ts';

const RADIANS = Math.PI / 180;

/** Degrees from 0 to 360 at an instant of universal time. */
export function solarLongitude(at: number): number {
  const year = 1970 + at / 31_556_952_000;
  const t = ((at + deltaTSeconds(year) * 1000) / 86_400_000 + 2440587.5 - 2451545) / 36525;
  const mean = 280.46646 + 36000.76983 * t + 0.0003032 * t ** 2;
  const anomaly = (357.52911 + 35999.05029 * t - 0.0001537 * t ** 2) * RADIANS;
  const centre =
    (1.914602 - 0.004817 * t - 0.000014 * t ** 2) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.000289 * Math.sin(3 * anomaly);
  const omega = (125.04 - 1934.136 * t) * RADIANS;
  const apparent = mean + centre - 0.00569 - 0.00478 * Math.sin(omega);
  return ((apparent % 360) + 360) % 360;
}
