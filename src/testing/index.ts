// Front door of the room `testing`: the published kit for who tests procedures or writes a store.
export { advanceTo, manualClock, type ManualClock } from './manual-clock.ts';
export { runScenario, type ScenarioParts, type ScenarioRun } from './run-scenario.ts';
export type { Expectation, Scenario, ScenarioStep } from './scenario.ts';
export { storeContract, type ContractCheck, type MakeStore, type StoreUnderTest } from './store-contract.ts';
