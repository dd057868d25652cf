// The rules shipped for Vietnam. An agency replaces them by giving its own file to `readRules`.
import type { AuthorityRulesData } from '../model/authority.ts';
import data from './data/vn-signing-rules.json' with { type: 'json' };
import { compileRules } from './rules.ts';

// TypeScript widens the words of a JSON file to `string`; test/authority proves the file by its schema.
export const vnSigningRulesData = data as AuthorityRulesData;
export const vnSigningRules = compileRules(vnSigningRulesData);
