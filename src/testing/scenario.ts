// A scenario as data: schemas/scenario.schema.json.
import type { InstanceStatus } from '../model/instance-state.ts';
import type { Variables } from '../model/json.ts';
import type { ClockState } from '../model/sla.ts';

export interface Scenario {
  readonly id: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly file: string;
  readonly process: string;
  readonly calendar?: string;
  readonly directory?: string;
  readonly grants?: string;
  readonly start: {
    readonly at: string;
    readonly by?: string;
    readonly businessKey?: string;
    readonly startEvent?: string;
    readonly variables: Variables;
  };
  readonly steps: readonly ScenarioStep[];
  readonly expect: Expectation;
}

export type ScenarioStep =
  | {
      readonly complete: string;
      readonly item?: number;
      readonly by?: string;
      readonly variables?: Variables;
      readonly authority?: ExpectedAuthority;
      readonly refused?: readonly string[];
    }
  | { readonly claim: string; readonly item?: number; readonly by: string }
  | { readonly job: string; readonly item?: number; readonly variables?: Variables; readonly error?: string }
  | { readonly message: string; readonly key?: string | number; readonly variables?: Variables }
  | { readonly signal: string; readonly variables?: Variables }
  | { readonly advance: string; readonly counting?: 'elapsed' | 'working' }
  | { readonly advanceTo: string }
  | { readonly cancel: string }
  | { readonly check: Expectation };

export interface ExpectedAuthority {
  readonly kind: 'own' | 'grant' | 'substitute';
  readonly mode?: string;
  readonly principal?: string;
  readonly grant?: string;
}

/** Only what is given is compared. */
export interface Expectation {
  readonly status?: InstanceStatus;
  readonly ended?: readonly string[];
  readonly waiting?: readonly string[];
  readonly done?: readonly string[];
  readonly variables?: Variables;
  readonly dossierClock?: {
    readonly state?: ClockState;
    readonly dueOn?: string;
    readonly dueAt?: string;
    readonly originalDueAt?: string;
    readonly restarts?: number;
    readonly breaches?: number;
  };
}
