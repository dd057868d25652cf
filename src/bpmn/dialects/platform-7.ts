// The Camunda 7 family of extensions. Not read yet.
import type { DialectFacts, LoopFacts } from './dialect-facts.ts';
import type { ReadContext } from '../read-context.ts';
import type { XmlNode } from '../xml/xml-node.ts';
export function platform7Facts(_context: ReadContext, _node: XmlNode): DialectFacts {
  return {};
}
export function platform7Loop(_context: ReadContext, _node: XmlNode): LoopFacts {
  return {};
}
