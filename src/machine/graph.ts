// The words of the machine, in one file since they speak of each other: the compiled form of one process, what an element type
// does, and a step while it runs.
//
// The compiled form: nodes and flows linked to each other, expressions compiled, nothing left to look up.
import type { BpmnModel, ElementModel, EventModel, FlowModel, ProcessModel } from '../model/process-model.ts';
import type { PauseFact, PerformerFact, SlaFact, StatusFact } from '../model/procedure-facts.ts';
import type { ElementType } from '../model/element-types.ts';
import type { ProcessEvent, TaskFacts } from '../model/events.ts';
import type { ElementInstance } from '../model/instance-state.ts';
import type { JsonValue, Variables } from '../model/json.ts';
import type { StepContext } from './context.ts';
import type { LiveState } from './live-state.ts';

export interface Graph {
  readonly model: BpmnModel;
  readonly process: ProcessModel;
  /** The process itself, as the outermost scope. */
  readonly root: Node;
  /** Every node by element id, the root under the process id. */
  readonly nodes: ReadonlyMap<string, Node>;
  readonly flows: ReadonlyMap<string, Flow>;
  /** Some event of the process watches a condition. */
  readonly watches: boolean;
  /** Some join of the process must look at the whole scope. */
  readonly waitingJoins: boolean;
  /** Some element gathers tokens, and could wait for one in vain. */
  readonly gathers: boolean;
  /** It exchanges messages that belong to conversations. */
  readonly converses: boolean;
  /** It waits for messages after its start. */
  readonly receives: boolean;
  /** It asks DMN decisions. */
  readonly asksDecisions: boolean;
  /** Data are declared in its elements: see `locals` of a node. */
  readonly ownsData: boolean;
  /** Input sets say which data some of its elements need. */
  readonly needsData: boolean;
  /** It has ad-hoc subprocesses. */
  readonly adHoc: boolean;
}

export interface Node {
  readonly id: string;
  /** `process` for the root. */
  readonly type: ElementType | 'process';
  readonly name: string;
  /** Absent on the root. */
  readonly element?: ElementModel;
  readonly behaviour: Behaviour;
  /** The scope that holds the node; null for the root. */
  readonly scope: Node | null;
  readonly incoming: Flow[];
  readonly outgoing: Flow[];
  defaultFlow: Flow | null;
  /** True when leaving needs a choice: a conditional flow among the outgoing ones. */
  conditional: boolean;
  readonly boundary: Node[];
  attachedTo: Node | null;
  /** Scopes: elements that begin when the scope does. */
  readonly initial: Node[];
  /** Scopes: all start events. */
  readonly initialEvents: Node[];
  /** Scopes: event subprocesses. */
  readonly eventSubprocesses: Node[];
  /** What fills its inputs; where input sets say which it needs, each set has its own. Of a repeated activity those of each round. */
  readonly inputs: readonly Mapping[];
  readonly inputSets: readonly InputSet[];
  readonly outputSets: readonly OutputSet[];
  readonly outputs: readonly Mapping[];
  /** Data output associations: besides the outputs or plain results. Of a repeated activity those of each round. */
  readonly dataOutputs: readonly Mapping[];
  /** Variables that live and end with the activity, also before they have a value. */
  readonly locals: readonly string[];
  /** Business rule task: the decision id. */
  readonly decision: Evaluate | null;
  readonly events: readonly EventPart[];
  readonly loop: LoopPart | null;
  readonly job: JobPart | null;
  readonly script: { readonly evaluate: Evaluate; readonly resultVariable: string | null } | null;
  readonly task: TaskPart | null;
  /** Who may do it: the task's own performer, else its lane's. */
  readonly performer: PerformerFact | null;
  readonly interrupting: boolean;
  /** A separation of duties names this element: who did it is kept in the state. */
  readonly remembered: boolean;
  /** Link catch event: the throw events that lead to it. Link throw event: see `linkTarget`. */
  readonly linkedFrom: Node[];
  linkTarget: Node | null;
  /** Throws a signal: its tokens wait until all others rest. */
  readonly throwsSignal: boolean;
  /** Begins an instance when its event happens: start events, instantiating receive tasks, events after an instantiating gateway. */
  instantiates: boolean;
  readonly startQuantity: number;
  readonly completionQuantity: number;
  /** Activities: what compensates it, when it has completed. */
  handler: Node | null;
  /** Scopes: the event subprocess that compensates it. */
  compensationSubprocess: Node | null;
  /** Itself or something inside it can be compensated. */
  compensable: boolean;
  /** Complex gateway: activationCondition. */
  readonly activation: Evaluate | null;
  /** Ad-hoc subprocess: which elements begin; its completion condition. */
  readonly activeElements: Evaluate | null;
  readonly adHocCompletion: Evaluate | null;
  /** Call activity: the called process id. */
  readonly called: Evaluate | null;
  /** The element's own SLA clock; on the root the dossier's. */
  readonly sla: SlaFact | null;
  /** The dossier's clock stands still while the element is active. */
  readonly pause: PausePart | null;
  /** The pause that it gives notice of. */
  noticeOf: PauseFact | null;
  /** What begins or ends here for the dossier as a whole; null: nothing. */
  readonly marks: Marks | null;
}

export interface PausePart {
  readonly fact: PauseFact;
  readonly reason: Evaluate | null;
  readonly documents: Evaluate | null;
}

export interface Phase {
  readonly name: string;
  readonly fact: SlaFact;
}

export interface Marks {
  /** Phases that begin with the element. */
  readonly starts: readonly Phase[];
  /** Phases that end with it. */
  readonly ends: readonly Phase[];
  /** The dossier's time ends with it. */
  readonly endsDossier: boolean;
  readonly status: StatusFact | null;
}

export interface Flow {
  readonly id: string;
  readonly model: FlowModel;
  readonly source: Node;
  readonly target: Node;
  readonly condition: Evaluate | null;
  /** Its condition speaks of `waitingForStart`: it concerns the reset of a complex gateway too. */
  readonly usesWaitingForStart: boolean;
}

export interface Mapping {
  /** `undefined`: there is nothing to move. */
  readonly evaluate: (...at: Parameters<Evaluate>) => JsonValue | undefined;
  /** Variable, or path into one. */
  readonly target: readonly string[];
}

export interface InputSet {
  readonly required: readonly { readonly variable: string; readonly sources: readonly string[] }[];
  readonly mappings: readonly Mapping[];
  /** Places of the output sets that go with it; null: any. */
  readonly outputSets: readonly number[] | null;
}
/** The variables that must have a value. */
export type OutputSet = readonly string[];

/** An event definition with what it refers to. */
export interface EventPart {
  readonly model: EventModel;
  readonly kind: EventModel['kind'];
  /** Message or signal name, error or escalation code. */
  readonly name: string;
  /** Message: correlation key. Timer: its value. Conditional: the condition. */
  readonly evaluate: Evaluate | null;
  /** Message without a key of its own: how its conversation is known. */
  readonly correlation: Correlation | null;
  readonly job: JobPart | null;
}

export interface JobPart {
  readonly type: Evaluate;
  readonly retries: Evaluate | null;
  readonly headers: Readonly<Record<string, string>> | null;
}

/** Of a user task. */
export interface TaskPart {
  /** What all its tasks have in common; frozen, since it stands in the events of all. */
  readonly common: TaskFacts;
  readonly assignment: AssignmentPart | null;
  /** Elements whose performers may not do it. */
  readonly separatedFrom: readonly string[] | null;
}

export interface AssignmentPart {
  readonly assignee: Evaluate | null;
  readonly candidateUsers: Evaluate | null;
  readonly candidateGroups: Evaluate | null;
  readonly dueDate: Evaluate | null;
  readonly followUpDate: Evaluate | null;
  readonly priority: Evaluate | null;
}

export type LoopPart = MultiInstancePart | StandardLoopPart;
export interface MultiInstancePart {
  readonly kind: 'multiInstance';
  readonly sequential: boolean;
  readonly cardinality: Evaluate | null;
  readonly collection: Evaluate | null;
  readonly item: string | null;
  readonly outputCollection: string | null;
  readonly output: Evaluate | null;
  /** Associations of the activity as a whole: what fills its collection, and what takes the outputs of all rounds. */
  readonly inputs: readonly Mapping[];
  readonly inputSets: readonly InputSet[];
  readonly dataOutputs: readonly Mapping[];
  readonly completion: Evaluate | null;
  readonly behaviour: LoopBehaviour;
}
/** When a multi-instance activity throws an event, and which. */
export type LoopBehaviour =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' | 'one'; readonly event: EventPart | null }
  | { readonly kind: 'complex'; readonly cases: readonly LoopCase[] };
export interface LoopCase {
  readonly condition: Evaluate | null;
  readonly events: readonly EventPart[];
  readonly inputs: readonly Mapping[];
}
export interface StandardLoopPart {
  readonly kind: 'standard';
  readonly testBefore: boolean;
  readonly maximum: Evaluate | null;
  readonly condition: Evaluate | null;
}

/** Evaluates in the scope of a live element; throws trouble EXPRESSION_FAILED. */
export type Evaluate = (run: Run, scope: string, local?: Readonly<Record<string, JsonValue>>) => JsonValue;

/** All may throw trouble. */
export interface Correlation {
  /** Keys of a wait, any of which fits; none while nothing is known of the conversation: any message of the name fits. */
  waiting(run: Run, scope: string): readonly string[];
  /** Key of a message by its payload; null when it has none. */
  sending(run: Run, scope: string, payload: Variables): string | null;
  /** The properties that a message carries, by name: the conversation is known by them from then on. */
  told(run: Run, scope: string, payload: Variables): Readonly<Record<string, string>>;
}

/** Elements a token passes at once, or waits in without being an activity: events and gateways. */
export interface PassingBehaviour {
  readonly kind: 'passing';
  /**
   * A token arrives. Everything that may fail is evaluated before the first event is emitted, so that a failure
   * leaves nothing half done and the incident can try again from here.
   */
  enter(run: Run, node: Node, token: Token): void;
  /** What the element waited for has happened (timer, message, …); `on` is the live element that held the wait. */
  trigger?(run: Run, node: Node, on: string, payload: Variables): void;
}

/** Activities: the common part (loops, mappings, boundary events, clocks) is in activity.ts. */
export interface ActivityBehaviour {
  readonly kind: 'activity';
  /**
   * Evaluates what the work needs (this may fail) and gives back the act that begins it (this may not).
   * The act of an activity without work of its own completes it.
   */
  prepare(run: Run, node: Node, id: string): () => void;
  trigger?(run: Run, node: Node, on: string, payload: Variables): void;
}

export type Behaviour = PassingBehaviour | ActivityBehaviour;

/**
 * One step while it runs: the working state, the events so far and the tokens still to move. What is null is made when it is first
 * needed: most steps of a large instance do one small thing.
 */
export interface Run {
  readonly graph: Graph;
  readonly acts: Acts;
  /** Owned by the step and changed in place, by `emit` alone. */
  readonly state: LiveState;
  readonly context: StepContext;
  readonly events: ProcessEvent[];
  /** Tokens to move, from `head` on. */
  readonly queue: Token[];
  head: number;
  /** Tokens before an element that throws a signal: they move when all others rest, so that who will listen does. */
  later: Token[] | null;
  /** Rounds of loops that are to begin: put off, so that a long loop of tasks that are over at once does not nest. */
  rounds: { readonly node: Node; readonly body: string; readonly item: number }[] | null;
  /** Scopes in which something ended: looked at when no token is left to move. */
  touched: Set<string> | null;
  /** Ad-hoc subprocesses in which an activity has completed: they ask whether that is enough. */
  asking: Set<string> | null;
  /** The open incidents that each live element holds; made when first asked for, kept up by `emit`. */
  incidentsOn: Map<string, Set<string>> | null;
  /** Touched scopes that were over when they were looked at, the innermost last. */
  over: string[] | null;
  /** Scopes in which tokens moved or something ended: searched at the end for joins that can't fire any more. */
  moved: Set<string> | null;
  entered: number;
  /** How much the expressions of the step have given: characters of texts, entries of lists and contexts. */
  values: { text: number; entries: number } | null;
  /** Why the instance is being stopped; goes into the dossier's clock. */
  stopping: string | null;
  /** Variables were written since conditions were last looked at. */
  changed: boolean;
}

/** A token on its way into a node. */
export interface Token {
  readonly node: Node;
  /** Live element that is the scope. */
  readonly scope: string;
  /** Sequence flow it travels on. */
  readonly via?: string;
  /** Start event of several events that must all happen: the one that began the instance. */
  readonly part?: number;
  /** Id of the live element that waited with an incident and now tries again. */
  readonly retry?: string;
}

/**
 * What a part of the semantics asks of another that builds on it. Joined in acts.ts, so that no file imports in a circle.
 */
export interface Acts {
  /** Starts the body of a loop. */
  enterLoop(run: Run, node: Node, body: string): void;
  /** One round of a loop is done. */
  itemDone(run: Run, node: Node, id: string, round: ElementInstance, results: Variables): void;
  /** A compensation handler, or a subprocess that lived again to be compensated, is done. */
  compensated(run: Run, node: Node, id: string): void;
}
