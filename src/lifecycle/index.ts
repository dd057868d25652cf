// Front door of the room `lifecycle`: the XState machines of everything that has a life, and the tables built from them.
export { activityMachine, activityTable, type ActivityEvent, type ActivityState } from './activity.ts';
export { definitionMachine, definitionTable, type DefinitionEvent, type DefinitionState } from './definition.ts';
export { grantMachine, grantTable, type GrantEvent, type GrantState } from './grant.ts';
export { humanTaskMachine, humanTaskTable, type HumanTaskEvent, type HumanTaskState } from './human-task.ts';
export { incidentMachine, incidentTable, type IncidentEvent, type IncidentState } from './incident.ts';
export { jobMachine, jobTable, type JobEvent, type JobState } from './job.ts';
export { slaClockMachine, slaClockTransitions } from './sla-clock.ts';
export { transitionTable, type TransitionTable } from './transition-table.ts';
