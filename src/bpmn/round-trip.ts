// Reads a file into moddle's tree and writes it back: the ground for editing files later without losing what others wrote in them.
import { BpmnModdle } from 'bpmn-moddle';
import type { ModdleWarning } from 'bpmn-moddle';
import { invalidArgument } from '../model/invalid.ts';
import { guard } from './parse.ts';

/**
 * Elements, attributes, references and extensions of every vendor survive; comments and the layout of the text don't.
 * What means the same may be written otherwise: defaults are left out, and an attribute of its element's own namespace goes without prefix.
 * Rejects with EngineError `ARGUMENT_INVALID` when the text can't be read, or when moddle would drop something
 * (an element outside the standard, a second bearer of an id, an id that is not plain ASCII).
 */
export async function roundTrip(xml: string | Uint8Array): Promise<string> {
  const { text, root, diagnostics } = guard(xml, 'xml');
  const [first] = diagnostics;
  if (root === undefined || first !== undefined) {
    const place = first === undefined ? '' : ` (${first.code}, ${first.at.line}:${first.at.column})`;
    throw invalidArgument('xml', 'NOT_BPMN', { place });
  }
  const moddle = new BpmnModdle();
  const { rootElement, warnings } = await moddle.fromXML(text);
  for (const warning of warnings) {
    if (restoreReference(warning) || harmless.test(warning.message)) continue;
    throw invalidArgument('xml', 'NOT_KEPT_WHOLE', { detail: warning.message.replace(/\s+/g, ' ') });
  }
  const { xml: written } = await moddle.toXML(rootElement, { format: true });
  // Returns and tabs that stood there as references are written bare by moddle, and would be read as spaces.
  return written.replaceAll('\r', '&#13;').replaceAll('\t', '&#9;');
}

/** The text is decoded already; attributes outside the standard are kept among the others. */
const harmless = /^(unsupported document encoding|unknown attribute)/;

/** moddle forgets a reference that it can't resolve; a stand-in with the id is written as it was. */
function restoreReference({ message, element, property, value }: ModdleWarning): boolean {
  if (
    !message.startsWith('unresolved reference') ||
    element === undefined ||
    property === undefined ||
    value === undefined
  )
    return false;
  const standIn = { id: value };
  const now = element.get(property);
  if (Array.isArray(now)) now.push(standIn);
  else element.set(property, standIn);
  return true;
}
