// The parser's types, as lezer-feel gives them: its own dependencies are not ours to import.
import type { parser } from 'lezer-feel';

export type LRParser = typeof parser;
export type Tree = ReturnType<LRParser['parse']>;
export type SyntaxNode = Tree['topNode'];
