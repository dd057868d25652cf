// Front door of the room `authority`: who is who, who may act for whom, and the reason why.
export { candidaciesOf, type Candidacies } from './candidacies-of.ts';
export { checkGrant } from './check-grant.ts';
export { compileDirectory } from './compile-directory.ts';
export { decide } from './decide.ts';
export type { Absence, Certificate, Directory, DirectoryPerson, Holding, Seat } from './directory.ts';
export { changeGrant, grantsOf, grantStatusAt } from './grants.ts';
export { performersFor, type PerformersOptions } from './performers-for.ts';
export { readDirectory, type DirectoryRead } from './read-directory.ts';
export { readRules, type RulesRead } from './read-rules.ts';
export { compileRules, type AuthorityRules } from './rules.ts';
export { vnSigningRules, vnSigningRulesData } from './vn-signing-rules.ts';
export type {
  AuthorityDecision,
  AuthorityProblem,
  AuthorityReason,
  AuthorityRecord,
  AuthorityRequest,
  AuthorityRulesData,
  DirectoryData,
  Grant,
  TaskCandidate,
} from '../model/authority.ts';
