// The neutral, frozen process model: what a BPMN file says, without XML, moddle or a vendor's namespace.
// Shape: one flat list of elements and one of flows per process; `scope` names the (sub)process that holds an element.
import type { ActivitySchemas, SchemaFact } from './schema.ts';
import type { SourceRange } from './diagnostic.ts';
import type { ElementType } from './element-types.ts';
import type {
  CostItem,
  DocumentFact,
  DutySeparation,
  PauseFact,
  PerformerFact,
  ProcedureFact,
  SlaFact,
  StatusFact,
} from './procedure-facts.ts';

/** One BPMN file. Deployed whole: its definitions share messages, signals, errors and item definitions. */
export interface BpmnModel {
  readonly file: string;
  readonly id?: string;
  readonly name?: string;
  readonly targetNamespace?: string;
  readonly exporter?: string;
  readonly exporterVersion?: string;
  readonly processes: readonly ProcessModel[];
  readonly messages: readonly MessageModel[];
  readonly signals: readonly NamedModel[];
  readonly errors: readonly CodedModel[];
  readonly escalations: readonly CodedModel[];
  readonly itemDefinitions: readonly ItemDefinitionModel[];
  readonly dataStores: readonly NamedModel[];
  readonly globalTasks: readonly GlobalTaskModel[];
  readonly participants: readonly ParticipantModel[];
  readonly messageFlows: readonly MessageFlowModel[];
  readonly correlationProperties: readonly CorrelationPropertyModel[];
  readonly correlationKeys?: readonly CorrelationKeyModel[];
}

export interface ProcessModel {
  readonly id: string;
  readonly name?: string;
  readonly documentation?: string;
  readonly at: SourceRange;
  /** `isExecutable`; absent in the file means true (lenient reading). */
  readonly executable: boolean;
  readonly versionTag?: string;
  /** Every flow node at every depth, in document order. */
  readonly elements: readonly ElementModel[];
  /** Every sequence flow at every depth, in document order. */
  readonly flows: readonly FlowModel[];
  readonly lanes: readonly LaneModel[];
  readonly data: readonly DataModel[];
  readonly associations: readonly AssociationModel[];
  readonly procedure?: ProcedureFact;
  readonly sla?: SlaFact;
  /** Clocks of phases. */
  readonly phases?: readonly SlaFact[];
  readonly costs?: readonly CostItem[];
  readonly documents?: readonly DocumentFact[];
  readonly correlationSubscriptions?: readonly CorrelationSubscriptionModel[];
  /** Of its ioSpecification, in the order of the file; absent when none names any data. */
  readonly inputSets?: readonly DataSetModel[];
  readonly outputSets?: readonly DataSetModel[];
  /** Declared type of its variables. */
  readonly schema?: SchemaFact;
  /** Other extension properties, by name. */
  readonly properties?: Readonly<Record<string, string>>;
  /** Name of the pool that holds the process. */
  readonly participant?: string;
}

export interface NamedModel {
  readonly id: string;
  readonly name?: string;
  readonly at: SourceRange;
}
/** An error or an escalation. */
export interface CodedModel extends NamedModel {
  readonly code?: string;
}
export interface MessageModel extends NamedModel {
  /** zeebe:subscription correlationKey, or a quytrinh correlation key. */
  readonly correlationKey?: Expression;
  readonly itemRef?: string;
  /** Declared type of what it brings. */
  readonly schema?: SchemaFact;
}
export interface ItemDefinitionModel {
  readonly id: string;
  readonly structureRef?: string;
  readonly isCollection?: boolean;
  readonly at: SourceRange;
}
export interface GlobalTaskModel extends NamedModel {
  readonly type: 'globalTask' | 'globalUserTask' | 'globalManualTask' | 'globalScriptTask' | 'globalBusinessRuleTask';
  readonly script?: ScriptModel;
  readonly job?: JobModel;
  readonly decision?: DecisionModel;
  readonly assignment?: AssignmentModel;
  readonly form?: FormModel;
  readonly performer?: PerformerFact;
}
export interface ParticipantModel extends NamedModel {
  readonly processRef?: string;
  readonly multiplicity?: { readonly minimum: number; readonly maximum: number };
}
export interface MessageFlowModel extends NamedModel {
  readonly sourceRef: string;
  readonly targetRef: string;
  readonly messageRef?: string;
}
export interface CorrelationPropertyModel extends NamedModel {
  readonly retrievals: readonly { readonly messageRef: string; readonly path: Expression }[];
}

/** The properties that together identify a conversation. */
export interface CorrelationKeyModel extends NamedModel {
  readonly propertyRefs: readonly string[];
}
/** How a process's own data answer to a correlation key. */
export interface CorrelationSubscriptionModel {
  readonly keyRef?: string;
  readonly bindings: readonly { readonly propertyRef: string; readonly path: Expression }[];
  readonly at: SourceRange;
}

/**
 * A value the file gives as text.
 * `feel`: a FEEL expression, the leading `=` already taken off. `literal`: the text itself.
 * `foreign`: a language that can't be run (`language` says which); refused at deployment where it would be evaluated.
 * Where a value is required and the file gives none, it is a `literal` with an empty `text`.
 */
export interface Expression {
  readonly kind: 'feel' | 'literal' | 'foreign';
  readonly text: string;
  readonly language?: string;
  readonly at: SourceRange;
}

export interface FlowModel {
  readonly id: string;
  readonly name?: string;
  readonly scope: string;
  readonly source: string;
  readonly target: string;
  readonly condition?: Expression;
  readonly at: SourceRange;
}

export interface LaneModel extends NamedModel {
  readonly elements: readonly string[];
  readonly parent?: string;
  /** The role that performs the lane's tasks (quytrinh:performer on the lane; default: the lane's name as the modeller wrote it). */
  readonly performer?: PerformerFact;
}

export interface DataModel extends NamedModel {
  readonly kind: 'dataObject' | 'dataObjectReference' | 'dataStoreReference' | 'property' | 'dataInput' | 'dataOutput';
  readonly scope: string;
  readonly ref?: string;
  readonly itemRef?: string;
  readonly isCollection?: boolean;
}

/** An association; compensation handlers hang on these. */
export interface AssociationModel {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly direction: 'none' | 'one' | 'both';
  readonly at: SourceRange;
}

/** One flow node. Which optional facts may appear depends on `type`; the table is in element-types.ts. */
export interface ElementModel {
  readonly id: string;
  readonly type: ElementType;
  readonly name?: string;
  readonly documentation?: string;
  /** Id of the process or subprocess that holds the element. */
  readonly scope: string;
  readonly at: SourceRange;
  /** Ids of sequence flows, in document order. */
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  /** Id of the innermost lane; what is inside a subprocess, or on a boundary, is in its holder's lane when no lane names it. */
  readonly lane?: string;

  // activities and gateways
  /** Id of the default flow. */
  readonly defaultFlow?: string;
  // activities
  readonly loop?: LoopModel;
  readonly isForCompensation?: boolean;
  readonly startQuantity?: number;
  readonly completionQuantity?: number;
  readonly inputs?: readonly MappingModel[];
  readonly outputs?: readonly MappingModel[];
  readonly dataInputs?: readonly DataAssociationModel[];
  readonly dataOutputs?: readonly DataAssociationModel[];
  /** In the order of the file; absent when none names any data. Those of events are kept, and never asked (BPMN 2.0.2 §10.4.2). */
  readonly inputSets?: readonly DataSetModel[];
  readonly outputSets?: readonly DataSetModel[];
  /** Declared types of what it needs and of what completes it. */
  readonly schemas?: ActivitySchemas;
  // tasks
  readonly job?: JobModel;
  readonly script?: ScriptModel;
  readonly decision?: DecisionModel;
  readonly assignment?: AssignmentModel;
  readonly form?: FormModel;
  readonly messageRef?: string;
  readonly instantiate?: boolean;
  // call activity
  readonly called?: CalledModel;
  // subprocesses
  readonly triggeredByEvent?: boolean;
  readonly adHoc?: {
    readonly ordering: 'parallel' | 'sequential';
    readonly completionCondition?: Expression;
    readonly cancelRemaining: boolean;
    /** Which elements begin (zeebe:adHoc activeElementsCollection); absent: all that no flow leads to. */
    readonly activeElements?: Expression;
  };
  // events
  readonly events?: readonly EventModel[];
  readonly parallelMultiple?: boolean;
  /** Boundary: cancelActivity. Event-subprocess start: isInterrupting. Absent means true. */
  readonly interrupting?: boolean;
  readonly attachedTo?: string;
  // gateways
  readonly eventGateway?: { readonly instantiate: boolean; readonly kind: 'exclusive' | 'parallel' };
  readonly activationCondition?: Expression;

  // what the law and the office add
  readonly sla?: SlaFact;
  readonly pause?: PauseFact;
  readonly status?: StatusFact;
  readonly performer?: PerformerFact;
  readonly separation?: DutySeparation;
  readonly documents?: readonly DocumentFact[];
  readonly costs?: readonly CostItem[];
  /** Other extension properties, by name. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** Input/output mapping: `source` is evaluated, the value goes to the variable (or path) `target`. */
export interface MappingModel {
  readonly source: Expression;
  readonly target: string;
}
export interface DataAssociationModel {
  readonly sources: readonly string[];
  readonly target?: string;
  readonly transformation?: Expression;
  readonly assignments: readonly { readonly from: Expression; readonly to: Expression }[];
  readonly at: SourceRange;
}
/** An InputSet or OutputSet (BPMN 2.0.2 tables 10.62 and 10.63); all are ids. */
export interface DataSetModel {
  /** Its data inputs or outputs, those that are optional included. */
  readonly data: readonly string[];
  readonly optional: readonly string[];
  /** Inputs that may also come, outputs that may also be given, while the activity works. */
  readonly whileExecuting: readonly string[];
  readonly id: string;
  /** Sets of the other side that it goes with: the rules between inputs and outputs. None: all. */
  readonly goesWith: readonly string[];
  readonly at: SourceRange;
}
export interface JobModel {
  readonly type: Expression;
  readonly retries?: Expression;
  readonly headers: Readonly<Record<string, string>>;
  /** Variable that takes the handler's whole result. */
  readonly resultVariable?: string;
}
export interface ScriptModel {
  readonly expression: Expression;
  readonly resultVariable?: string;
}
export interface DecisionModel {
  readonly decisionId: Expression;
  readonly binding: 'latest' | 'deployment' | 'versionTag';
  readonly versionTag?: string;
  readonly resultVariable?: string;
}
export interface CalledModel {
  readonly processId: Expression;
  readonly binding: 'latest' | 'deployment' | 'versionTag';
  readonly versionTag?: string;
  readonly propagateAllParent: boolean;
  readonly propagateAllChild: boolean;
}
export interface AssignmentModel {
  readonly assignee?: Expression;
  readonly candidateUsers?: Expression;
  readonly candidateGroups?: Expression;
  readonly dueDate?: Expression;
  readonly followUpDate?: Expression;
  readonly priority?: Expression;
}
export interface FormModel {
  readonly id?: string;
  readonly key?: string;
}

export type LoopModel = MultiInstanceModel | StandardLoopModel;
export interface MultiInstanceModel {
  readonly kind: 'multiInstance';
  readonly sequential: boolean;
  readonly cardinality?: Expression;
  readonly collection?: Expression;
  /** Plain BPMN's `loopDataInputRef`: id of the data input or object that holds the collection. */
  readonly collectionRef?: string;
  /** Variable that holds the item of one turn. */
  readonly element?: string;
  readonly outputCollection?: string;
  readonly outputElement?: Expression;
  /** Plain BPMN's `loopDataOutputRef`: id of the data output or object that takes the results. */
  readonly outputCollectionRef?: string;
  /** Plain BPMN's `outputDataItem`: variable that holds the result of one turn. */
  readonly outputItem?: string;
  readonly completionCondition?: Expression;
  readonly behavior: 'none' | 'one' | 'all' | 'complex';
  readonly noneEvent?: EventModel;
  readonly oneEvent?: EventModel;
  readonly complexBehaviors?: readonly ComplexBehaviorModel[];
  readonly at: SourceRange;
}
/** One case of the behaviour `complex`: all definitions of its event are thrown, with the event's data inputs. */
export interface ComplexBehaviorModel {
  readonly condition: Expression;
  readonly events?: readonly EventModel[];
  readonly dataInputs?: readonly DataAssociationModel[];
}
export interface StandardLoopModel {
  readonly kind: 'standard';
  readonly testBefore: boolean;
  readonly maximum?: Expression;
  readonly condition?: Expression;
  readonly at: SourceRange;
}

/** An event definition. References are ids of the file's messages, signals, errors, escalations. */
export type EventModel =
  | { readonly kind: 'message'; readonly ref?: string; readonly job?: JobModel; readonly at: SourceRange }
  | {
      readonly kind: 'timer';
      readonly timer: 'date' | 'duration' | 'cycle';
      readonly value: Expression;
      readonly counting: 'elapsed' | 'working';
      readonly at: SourceRange;
    }
  | { readonly kind: 'signal'; readonly ref?: string; readonly at: SourceRange }
  | { readonly kind: 'error'; readonly ref?: string; readonly at: SourceRange }
  | { readonly kind: 'escalation'; readonly ref?: string; readonly at: SourceRange }
  | { readonly kind: 'conditional'; readonly condition: Expression; readonly at: SourceRange }
  | {
      readonly kind: 'compensate';
      readonly activityRef?: string;
      readonly waitForCompletion: boolean;
      readonly at: SourceRange;
    }
  | { readonly kind: 'cancel'; readonly at: SourceRange }
  | { readonly kind: 'link'; readonly name?: string; readonly at: SourceRange }
  | { readonly kind: 'terminate'; readonly at: SourceRange };
export type EventKind = EventModel['kind'];
