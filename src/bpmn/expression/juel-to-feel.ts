// `${…}` expressions → FEEL. Not translated yet: every one is named as foreign.
export type JuelTranslation =
  { readonly ok: true; readonly feel: string } | { readonly ok: false; readonly construct: string };
export function juelToFeel(text: string): JuelTranslation {
  return { ok: false, construct: text.slice(0, 60) };
}
