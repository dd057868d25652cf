// File patterns for shells that leave them to the command: `**`, `*`, `?`, `[…]`, `{a,b}`. Node's own is still called
// experimental by the oldest Node this runs on, which would print a warning.
import { filesBelow } from './files-below.ts';

export function isPattern(text: string): boolean {
  return /[*?[{]/.test(text);
}

/** Files that match, with `/` between folders. */
export function glob(pattern: string): string[] {
  const text = process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern;
  const fixed = text.slice(0, text.search(/[*?[{]/));
  const root = fixed.slice(0, fixed.lastIndexOf('/') + 1);
  const matches = patternOf(text);
  return filesBelow(root === '' ? '.' : root)
    .map((file) => (root === '' ? file : `${root}${file}`))
    .filter((file) => matches.test(file));
}

function patternOf(text: string): RegExp {
  const groups = { open: 0 };
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]!;
    if (text.startsWith('**/', at) && (at === 0 || text[at - 1] === '/')) {
      out += '(?:[^/]+/)*';
      at += 2;
    } else if (char === '*') {
      out += text[at + 1] === '*' ? '.*' : '[^/]*';
      if (text[at + 1] === '*') at += 1;
    } else if (char === '?') out += '[^/]';
    else if (char === '[') {
      const end = text.indexOf(']', at + 2);
      out +=
        end < 0
          ? '\\['
          : `[${text
              .slice(at + 1, end)
              .replace(/^!/, '^')
              .replace(/[\\[\]]/g, '\\$&')}]`;
      if (end >= 0) at = end;
    } else if (char === '{') {
      groups.open += 1;
      out += '(?:';
    } else if (char === '}' && groups.open > 0) {
      groups.open -= 1;
      out += ')';
    } else if (char === ',' && groups.open > 0) out += '|';
    else out += char.replace(/[\\^$.|+()}]/, '\\$&');
  }
  try {
    return new RegExp(`^${out}${')'.repeat(groups.open)}$`, 'u');
  } catch {
    return /^(?!)/;
  }
}
