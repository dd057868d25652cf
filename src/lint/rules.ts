// The registry of rules: one file each. A rule that is listed and not written, or the other way round, does not compile.
import { adHoc } from './rules/ad-hoc.ts';
import { boundary } from './rules/boundary.ts';
import { calls } from './rules/calls.ts';
import { compensation } from './rules/compensation.ts';
import { data } from './rules/data.ts';
import { deadEnd } from './rules/dead-end.ts';
import { decisions } from './rules/decisions.ts';
import { defaultFlow } from './rules/default-flow.ts';
import { endEvent } from './rules/end-event.ts';
import { eventGateway } from './rules/event-gateway.ts';
import { eventKinds } from './rules/event-kinds.ts';
import { eventReferences } from './rules/event-references.ts';
import { eventSubprocess } from './rules/event-subprocess.ts';
import { expressions } from './rules/expressions.ts';
import { flowConditions } from './rules/flow-conditions.ts';
import { flowScope } from './rules/flow-scope.ts';
import { gateways } from './rules/gateways.ts';
import { jobs } from './rules/jobs.ts';
import { links } from './rules/links.ts';
import { loops } from './rules/loops.ts';
import { messageCorrelation } from './rules/message-correlation.ts';
import { messageFlows } from './rules/message-flows.ts';
import { names } from './rules/names.ts';
import { participants } from './rules/participants.ts';
import { pause } from './rules/pause.ts';
import { schemas } from './rules/schemas.ts';
import { separation } from './rules/separation.ts';
import { slaFacts } from './rules/sla-facts.ts';
import { slaSteps } from './rules/sla-steps.ts';
import { soundness } from './rules/soundness.ts';
import { startEvent } from './rules/start-event.ts';
import { taskPerformer } from './rules/task-performer.ts';
import { timers } from './rules/timers.ts';
import { unreachable } from './rules/unreachable.ts';
import type { Rule } from './rule.ts';

export const ruleIds = [
  'ad-hoc',
  'boundary',
  'calls',
  'compensation',
  'data',
  'dead-end',
  'decisions',
  'default-flow',
  'end-event',
  'event-gateway',
  'event-kinds',
  'event-references',
  'event-subprocess',
  'expressions',
  'flow-conditions',
  'flow-scope',
  'gateways',
  'jobs',
  'links',
  'loops',
  'message-correlation',
  'message-flows',
  'names',
  'participants',
  'pause',
  'schemas',
  'separation',
  'sla-facts',
  'sla-steps',
  'soundness',
  'start-event',
  'task-performer',
  'timers',
  'unreachable',
] as const;
export type RuleId = (typeof ruleIds)[number];

export const rules = {
  'ad-hoc': adHoc,
  boundary,
  calls,
  compensation,
  data,
  'dead-end': deadEnd,
  decisions,
  'default-flow': defaultFlow,
  'end-event': endEvent,
  'event-gateway': eventGateway,
  'event-kinds': eventKinds,
  'event-references': eventReferences,
  'event-subprocess': eventSubprocess,
  expressions,
  'flow-conditions': flowConditions,
  'flow-scope': flowScope,
  gateways,
  jobs,
  links,
  loops,
  'message-correlation': messageCorrelation,
  'message-flows': messageFlows,
  names,
  participants,
  pause,
  schemas,
  separation,
  'sla-facts': slaFacts,
  'sla-steps': slaSteps,
  soundness,
  'start-event': startEvent,
  'task-performer': taskPerformer,
  timers,
  unreachable,
} as const satisfies Record<RuleId, Rule>;
