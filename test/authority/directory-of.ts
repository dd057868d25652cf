// The example department, compiled, and short-hands for questions about it.
import { readFileSync } from 'node:fs';
import { compileDirectory, decide, grantsOf, readDirectory, vnSigningRules } from 'quytrinh/authority';
import type { AuthorityDecision, AuthorityRequest, DirectoryData, Grant } from '../../src/model/authority.ts';

const file = new URL('./fixtures/so-cong-thuong.json', import.meta.url);

export function fixtureJson(): Record<string, unknown> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}

export function fixtureData(): DirectoryData {
  const read = readDirectory(fixtureJson());
  if (!read.ok) throw new Error(JSON.stringify(read.problems, undefined, 2));
  return read.data;
}

export const data = fixtureData();
export const directory = compileDirectory(data);
export const grants = grantsOf(data);
export const rules = vnSigningRules;

export const at = (text: string) => Date.parse(text.includes('T') ? `${text}+07:00` : `${text}T09:00:00+07:00`);

export function ask(
  request: Partial<AuthorityRequest> & Pick<AuthorityRequest, 'personId' | 'task'>,
  acts: readonly Grant[] = grants,
): AuthorityDecision {
  return decide({ action: 'complete', at: at('2026-02-10'), ...request }, directory, acts, rules);
}

export function codes(decision: AuthorityDecision): readonly string[] {
  return decision.allowed ? decision.authority.reasons.map((r) => r.code) : decision.reasons.map((r) => r.code);
}

export function lines(decision: AuthorityDecision): readonly string[] | undefined {
  return decision.allowed ? decision.authority.lines : undefined;
}

export const grant = (id: string): Grant => {
  const found = grants.find((one) => one.id === id);
  if (!found) throw new Error(`No grant ${id}`);
  return found;
};
