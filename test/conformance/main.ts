// npm run conformance -- [folder] [--format json]: runs the public test material found in the folder and holds each corpus
// to its floor, the number it passed when it was last looked at. Floors may only rise.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { hasBetsy, runBetsy } from './betsy.ts';
import { hasDmnTck, runDmnTck } from './dmn-tck.ts';
import { hasMiwg, runMiwg } from './miwg.ts';
import { runValidation } from './validation.ts';

interface Failure {
  readonly id: string;
  readonly reason: string;
}
interface Result {
  readonly passed: number;
  readonly total: number;
  readonly failed: readonly Failure[];
  readonly exceptions?: readonly Failure[];
  readonly cases?: { readonly passed: number; readonly total: number };
}

const corpora: readonly {
  readonly name: string;
  readonly here: (folder: string) => boolean;
  readonly run: (folder: string) => Promise<Result>;
}[] = [
  { name: 'betsy', here: hasBetsy, run: runBetsy },
  { name: 'dmn-tck', here: hasDmnTck, run: runDmnTck },
  { name: 'validation', here: (folder) => existsSync(join(folder, 'cases.json')), run: runValidation },
  { name: 'miwg', here: hasMiwg, run: runMiwg },
];

const { values, positionals } = parseArgs({
  options: { format: { type: 'string', default: 'text' } },
  allowPositionals: true,
});
/** Characters of a reason that are shown. */
const REASON = 400;

const folder = resolve(positionals[0] ?? '../shared/corpora');
const formatKnown = values.format === 'text' || values.format === 'json';
const json = values.format === 'json';
const floors = JSON.parse(readFileSync(new URL('floors.json', import.meta.url), 'utf8')) as Record<string, number>;
const results: Record<string, Result> = {};
const below: string[] = [];

if (!formatKnown) {
  process.stderr.write(`--format is text or json, not "${values.format}"\n`);
  process.exitCode = 2;
} else if (!existsSync(folder)) say(`No folder ${folder}: nothing to run. Give the folder that holds the corpora.`);
for (const { name, here, run } of formatKnown ? corpora : []) {
  const place = join(folder, name);
  if (!here(place)) continue;
  const result = await run(place);
  results[name] = result;
  const floor = floors[name] ?? 0;
  if (result.passed < floor) below.push(`${name} passes ${result.passed}, fewer than its floor of ${floor}`);
  if (!json) report(name, result, floor);
}

if (json) process.stdout.write(`${JSON.stringify(withoutExtras(results))}\n`);
for (const line of below) process.stderr.write(`${line}\n`);
if (below.length > 0) process.exitCode = 1;

function report(name: string, { passed, total, failed, exceptions = [], cases }: Result, floor: number): void {
  say(
    `${name}: ${passed} of ${total}${cases === undefined ? '' : ` (cases: ${cases.passed} of ${cases.total})`}, floor ${floor}`,
  );
  for (const [group, missed] of byGroup(failed)) {
    say(`  ${group === '' ? 'failed' : group}: ${missed.length} failed`);
    for (const { id, reason } of missed) say(`    ${id}: ${clipped(reason)}`);
  }
  if (exceptions.length > 0) say(`  ${exceptions.length} differ on purpose:`);
  for (const { id, reason } of exceptions) say(`    ${id}: ${reason}`);
}

function byGroup(failed: readonly Failure[]): ReadonlyMap<string, readonly Failure[]> {
  const groups = new Map<string, Failure[]>();
  for (const failure of failed) {
    const { id } = failure;
    const group = id.includes('/') ? id.slice(0, id.indexOf('/')) : '';
    groups.set(group, [...(groups.get(group) ?? []), failure]);
  }
  return groups;
}

/** One shape for every corpus; what differs on purpose has not passed, and its reason says why. */
function withoutExtras(
  all: Readonly<Record<string, Result>>,
): Record<string, Pick<Result, 'passed' | 'total' | 'failed'>> {
  return Object.fromEntries(
    Object.entries(all).map(([name, { passed, total, failed, exceptions = [] }]) => [
      name,
      { passed, total, failed: [...failed, ...exceptions] },
    ]),
  );
}

/** A line for people; the whole reason is in the JSON. */
function clipped(reason: string): string {
  return reason.length > REASON ? `${reason.slice(0, REASON)}…` : reason;
}

function say(line: string): void {
  // With JSON asked for, standard output carries the one object alone.
  (json ? process.stderr : process.stdout).write(`${line}\n`);
}
