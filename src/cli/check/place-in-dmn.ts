// Where in a DMN file a finding stands: the compiler knows the element and the text of the expression, not their lines.
import type { DmnDiagnostic } from '../../model/dmn.ts';

/** Line and column from 1; the beginning of the file when nothing better is known. */
export function placeIn(
  text: string,
  { line, column, elementId, expression }: DmnDiagnostic,
): { readonly line: number; readonly column: number } {
  if (line !== undefined && column !== undefined) return { line, column };
  const element = elementId === '' ? 0 : startOf(text, elementId);
  const within = expression === undefined ? null : placeOf(text, expression, element);
  const before = text.slice(0, within ?? element).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** Of the tag with that id; what has no id is known by its name. */
function startOf(text: string, id: string): number {
  for (const attribute of ['id', 'name'])
    for (const quote of ['"', "'"]) {
      const at = text.indexOf(` ${attribute}=${quote}${escaped(id)}${quote}`);
      if (at >= 0) return Math.max(0, text.lastIndexOf('<', at));
    }
  return 0;
}

function placeOf(
  text: string,
  { text: sought, from: offset }: NonNullable<DmnDiagnostic['expression']>,
  from: number,
): number | null {
  if (sought.trim() === '') return null;
  for (const write of [escaped, escapedWithQuotes, (plain: string) => plain]) {
    const at = text.indexOf(`>${write(sought)}<`, from);
    if (at >= 0) return at + 1 + write(sought.slice(0, offset)).length;
    const loose = text.indexOf(write(sought), from);
    if (loose >= 0 && sought.length > 3) return loose + write(sought.slice(0, offset)).length;
  }
  return null;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const escapedWithQuotes = (text: string): string => escaped(text).replace(/"/g, '&quot;');
