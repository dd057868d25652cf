// Three processes that together use everything that is durable: a job, a human task, a timer, a message from outside, a thrown
// message that starts an instance elsewhere, the answer to it, a call, and a thrown message that is kept until somebody waits for it. A
// dossier is done when all of it has happened once.
//
//   dossier:  check (job) → review (task) → wait (timer) ─┬─ filed ⇢ (throws) → keep (call: archive) ─┬─ paid (message) → stored (message) → end
//                                                         └─ answer (message) ────────────────────────┘
//   registry: filed (message start) → register (job) → answer ⇢ (throws)
//   archive:  store (job) → stored ⇢ (throws)

const message = (id: string, name: string): string =>
  `<bpmn:message id="${id}" name="${name}"><bpmn:extensionElements>
    <zeebe:subscription correlationKey="= number"/></bpmn:extensionElements></bpmn:message>`;
const event = (ref: string): string => `<bpmn:messageEventDefinition messageRef="${ref}"/>`;
/** A thrown message takes the dossier's number along. */
const numbered = (ref: string): string =>
  `<bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="= number" target="number"/></zeebe:ioMapping>
    </bpmn:extensionElements>${event(ref)}`;
const job = (id: string): string =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${id}" retries="3"/>
    </bpmn:extensionElements></bpmn:serviceTask>`;
const flows = (...chains: readonly string[]): string =>
  chains
    .flatMap((chain) => {
      const ids = chain.split(' ');
      return ids.slice(1).map((target, at) => [ids[at]!, target] as const);
    })
    .map(([from, to]) => `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`)
    .join('');

export const source = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  targetNamespace="urn:quytrinh:crash">
  ${message('m_filed', 'filed')}${message('m_answer', 'answer')}${message('m_paid', 'paid')}
  ${message('m_stored', 'stored')}
  <bpmn:process id="dossier" isExecutable="true">
    <bpmn:startEvent id="s"/>
    ${job('check')}
    <bpmn:userTask id="review" name="review"/>
    <bpmn:intermediateCatchEvent id="wait">
      <bpmn:timerEventDefinition><bpmn:timeDuration>PT0.05S</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:intermediateCatchEvent>
    <bpmn:parallelGateway id="fork"/>
    <bpmn:intermediateThrowEvent id="file">${numbered('m_filed')}</bpmn:intermediateThrowEvent>
    <bpmn:callActivity id="keep" calledElement="archive"/>
    <bpmn:intermediateCatchEvent id="heard">${event('m_answer')}</bpmn:intermediateCatchEvent>
    <bpmn:parallelGateway id="join"/>
    <bpmn:intermediateCatchEvent id="paid">${event('m_paid')}</bpmn:intermediateCatchEvent>
    <bpmn:intermediateCatchEvent id="noted">${event('m_stored')}</bpmn:intermediateCatchEvent>
    <bpmn:endEvent id="e"/>
    ${flows('s check review wait fork file keep join paid noted e', 'fork heard join')}
  </bpmn:process>
  <bpmn:process id="registry" isExecutable="true">
    <bpmn:startEvent id="rs">${event('m_filed')}</bpmn:startEvent>
    ${job('register')}
    <bpmn:endEvent id="re">${numbered('m_answer')}</bpmn:endEvent>
    ${flows('rs register re')}
  </bpmn:process>
  <bpmn:process id="archive" isExecutable="true">
    <bpmn:startEvent id="as"/>
    ${job('store')}
    <bpmn:endEvent id="ae">${numbered('m_stored')}</bpmn:endEvent>
    ${flows('as store ae')}
  </bpmn:process>
</bpmn:definitions>`;

export const jobTypes = ['check', 'register', 'store'] as const;

/** Longer than any clock jumps: what is kept must come, whoever keeps it or takes it. */
export const keptForMs = 365 * 24 * 3_600_000;
