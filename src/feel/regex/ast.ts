// A parsed regular expression in the flavour of XML Schema and XPath (DMN 1.5 refers to XQuery 1.0 and XPath 2.0, §7.6).

/** Does a code point belong? */
export type CharTest = (codePoint: number) => boolean;

export type Regex =
  | { readonly kind: 'char'; readonly test: CharTest }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Regex[] }
  | { readonly kind: 'group'; readonly number: number; readonly body: Regex }
  | { readonly kind: 'reference'; readonly number: number }
  | {
      readonly kind: 'repeat';
      readonly body: Regex;
      readonly min: number;
      readonly max: number;
      readonly greedy: boolean;
    };

export interface Flags {
  /** `s`: the dot matches line ends too. */
  readonly dotAll: boolean;
  /** `m`: `^` and `$` match at line ends. */
  readonly lines: boolean;
  /** `i`: case does not matter. */
  readonly ignoreCase: boolean;
}
