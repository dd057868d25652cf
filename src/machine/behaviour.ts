// What an element type does. One file per type in `elements/`; the registry there is complete by its type.
import type { Variables } from '../model/json.ts';
import type { Node } from './graph.ts';
import type { Run, Token } from './run.ts';

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
