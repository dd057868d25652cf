// Every loop of the core has a named limit; beyond it there is a clear error or an incident, never a hang.

export const limits = {
  /** Bytes of one BPMN file. */
  fileBytes: 64 * 1024 * 1024,
  /** Nesting of XML elements. */
  xmlDepth: 512,
  /** Elements entered in one step; more is an endless loop in the model. */
  elementsPerStep: 100_000,
  /** Items of one multi-instance activity. */
  loopItems: 100_000,
  /** Nesting of subprocesses. */
  scopeDepth: 128,
  /** Calls of processes one inside the other; more is a process that calls itself for ever. */
  callDepth: 1_000,
  /** Bytes of one command's variables, as JSON. */
  variableBytes: 4 * 1024 * 1024,
  /** Messages and signals that a suspended instance holds; who sends more is refused, or tries again later. */
  heldDeliveries: 1_000,
  /** Bytes of what these bring, as JSON. */
  heldBytes: 16 * 1024 * 1024,
  /** Bytes of all values that the expressions of one step give. */
  stepBytes: 64 * 1024 * 1024,
  /** Steps committed in one transaction. */
  stepsPerCommit: 1024,
  /** Rows of the outbox fetched by one poll. */
  messagesPerPoll: 1024,
  /** Instances whose messages are delivered at once, each of them in its order. */
  sendersInFlight: 128,
  /** Passes of one look at what is due, each over a poll of every list; more is work that makes work for ever. */
  duePasses: 10_000,
  /** Due timers fetched by one poll. */
  timersPerPoll: 1024,
  /** Due timers decided at once: enough for the store to write the ones while the others are decided. */
  timersInFlight: 128,
  /** The longest lease of a job. A worker that needs longer gives signs of life. */
  leaseMs: 60 * 60 * 1000,
  /** Jobs of one call. */
  leasedJobs: 1_000,
  /** The longest wait of a row of the engine's own that was tried in vain. */
  putOffMs: 75 * 60 * 1000,
  /** By how much the clocks of engines on one store may differ: what is farther ahead was written by one that was wrong. */
  clockSkewMs: 60 * 60 * 1000,
  /** How long a message that a process has thrown is kept for a receiver that does not wait for it yet. */
  thrownMessageLivesMs: 24 * 60 * 60 * 1000,
  /** How long a handler may take for one notice; then it is told again later. */
  noticeMs: 60_000,
  /** Dossiers whose notices are told at once. */
  noticesInFlight: 16,
  /** How long a notice waits for an engine with somebody to tell; it stays in the journal. */
  noticeWaitsMs: 14 * 24 * 60 * 60 * 1000,
  /** How long a health check waits for the store. */
  healthMs: 2_000,
  /** How long one attempt of a handler may take, when it does not say itself. */
  handlerMs: 10 * 60 * 1000,
  /** How long a caller may take for what he writes in the transaction of a step: others wait for it. */
  attachmentMs: 3_000,
  /** How long a transaction may wait for its process, which may be paused in the middle of it: others wait for it. */
  transactionIdleMs: 5_000,
  /** How long a stop waits for the handlers at work; then their jobs are left to others. */
  stopMs: 5_000,
  /** Rows of one page of a list. */
  pageRows: 1_000,
  /** Rows of one act on many. */
  bulk: 100_000,
  /** Wait between two looks at what is due. */
  pollMs: 500,
} as const;
