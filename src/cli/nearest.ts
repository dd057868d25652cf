// The known name that was probably meant.
import { editDistance } from '../model/edit-distance.ts';

export function nearest(name: string, known: readonly string[]): string | undefined {
  const most = name.length <= 4 ? 1 : 2;
  let best: { readonly name: string; readonly away: number } | undefined;
  for (const candidate of known) {
    const away = candidate.startsWith(name) && name.length >= 3 ? 1 : editDistance(name, candidate);
    if (away <= most && (best === undefined || away < best.away)) best = { name: candidate, away };
  }
  return best?.name;
}
