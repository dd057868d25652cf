// saxen brings no types; the part of it that the test uses.
declare module 'saxen' {
  type OnOpenTag = (name: string, attributes: () => Record<string, string>, decode: (text: string) => string) => void;

  export class Parser {
    on(event: 'openTag', handler: OnOpenTag): this;
    on(event: 'closeTag', handler: () => void): this;
    on(event: 'text', handler: (text: string) => void): this;
    on(event: 'error' | 'warn', handler: (trouble: Error) => void): this;
    parse(xml: string): void;
  }
}
