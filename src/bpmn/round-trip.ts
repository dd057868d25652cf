// Reads a file into moddle's tree and writes it back: the ground for editing files later without losing what others wrote in them.
import { BpmnModdle } from 'bpmn-moddle';
import { engineError } from '../model/engine-error.ts';
import { guard } from './parse.ts';

/**
 * Elements, attributes and extensions of every vendor survive; comments and the layout of the text don't.
 * Rejects with EngineError `ARGUMENT_INVALID` when something would be lost (a broken reference, an element outside the standard).
 */
export async function roundTrip(xml: string | Uint8Array): Promise<string> {
  const { text, root, diagnostics } = guard(xml, 'xml');
  const [first] = diagnostics;
  if (root === undefined || first !== undefined) {
    const place = first === undefined ? '' : ` (${first.code}, ${first.at.line}:${first.at.column})`;
    throw engineError('ARGUMENT_INVALID', { name: 'xml', problem: `not a readable BPMN file${place}` });
  }
  const moddle = new BpmnModdle();
  const { rootElement, warnings } = await moddle.fromXML(text);
  const losses = warnings.filter((warning) => !warning.message.startsWith('unsupported document encoding'));
  if (losses[0] !== undefined) {
    const problem = `not kept whole by a round trip: ${losses[0].message.replace(/\s+/g, ' ')}`;
    throw engineError('ARGUMENT_INVALID', { name: 'xml', problem });
  }
  return (await moddle.toXML(rootElement, { format: true })).xml;
}
