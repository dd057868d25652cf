// What a vendor's extension elements and attributes can say about an element, in the model's own words.
import type {
  AssignmentModel,
  CalledModel,
  DecisionModel,
  Expression,
  FormModel,
  JobModel,
  MappingModel,
  MultiInstanceModel,
  ScriptModel,
} from '../../model/process-model.ts';

export interface DialectFacts {
  readonly job?: JobModel;
  readonly script?: ScriptModel;
  readonly scriptResult?: string;
  readonly decision?: DecisionModel;
  readonly assignment?: AssignmentModel;
  readonly form?: FormModel;
  readonly called?: CalledModel;
  /** Ad-hoc subprocess: which of its elements begin. */
  readonly activeElements?: Expression;
  readonly inputs?: readonly MappingModel[];
  readonly outputs?: readonly MappingModel[];
  readonly versionTag?: string;
  readonly correlationKey?: Expression;
  readonly properties?: Readonly<Record<string, string>>;
}

/** What can be said about a multi-instance marker. */
export type LoopFacts = Pick<MultiInstanceModel, 'collection' | 'element' | 'outputCollection' | 'outputElement'>;

/** Later facts win over earlier ones, name by name. */
export function mergeFacts(earlier: DialectFacts, later: DialectFacts): DialectFacts {
  const properties = { ...earlier.properties, ...later.properties };
  return { ...earlier, ...later, ...(Object.keys(properties).length === 0 ? {} : { properties }) };
}
