// The tree that the scan gives: what moddle's tree lacks is the offset of every element and attribute.

/** Prefix → URI in scope at a node; inner scopes inherit from outer ones. `''` is the default namespace. */
export type Namespaces = { readonly [prefix: string]: string | undefined };

export interface XmlAttribute {
  /** As written, prefix included. */
  readonly name: string;
  readonly uri: string;
  readonly local: string;
  /** Entities resolved, line breaks turned into spaces (XML 1.0 §3.3.3). */
  readonly value: string;
  /** Offset of the name in the text. */
  readonly offset: number;
}

export interface XmlNode {
  readonly name: string;
  readonly uri: string;
  readonly local: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlNode[];
  /** Text and CDATA directly inside, joined. */
  readonly text: string;
  /** Offset of the `<` of the start tag. */
  readonly offset: number;
  readonly namespaces: Namespaces;
}

/** A node while its content is being read. */
export interface OpenNode extends XmlNode {
  readonly children: XmlNode[];
  text: string;
}

/** Something wrong with the XML itself. */
export interface XmlProblem {
  readonly code: XmlProblemCode;
  readonly offset: number;
  readonly params: Readonly<Record<string, string | number>>;
  /** Offset of the other place that belongs to it. */
  readonly related?: number;
}
export type XmlProblemCode =
  | 'XML_EMPTY'
  | 'XML_NOT_XML'
  | 'XML_NOT_BPMN'
  | 'XML_SYNTAX'
  | 'XML_TAG_MISMATCH'
  | 'XML_TAG_OPEN'
  | 'XML_ATTRIBUTE_TWICE'
  | 'XML_PREFIX_UNDECLARED'
  | 'XML_ENTITY_UNKNOWN'
  | 'XML_DOCTYPE'
  | 'XML_TOO_DEEP'
  | 'XML_TOO_MANY';
