import type { Run } from '../run.ts';
export function clockPause(_run: Run): void {
  return;
}
export function clockResume(_run: Run): void {
  return;
}
export function clockExtend(_run: Run): void {
  return;
}
