// What may be wrong with the document of an exported instance. Sentences: `text/document-texts.ts`.
export const documentFaults = [
  'FORMAT', // not such a document
  'JOURNAL', // an entry was changed, removed, added or moved
  'REPLAY', // the entries are no history of an instance
  'STATE', // the state is not what the entries give
  'COLUMNS', // what is said of the instance is not what the entries give
  'DEFINITION', // the file is not the one the instance ran under
] as const;
export type DocumentFault = (typeof documentFaults)[number];
