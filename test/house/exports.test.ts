// The exports map of package.json and the folders of src/ say the same: a folder is a public name.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Door {
  readonly source: string;
  readonly import: Record<string, string>;
  readonly require: Record<string, string>;
}

const { exports: doors } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  exports: Record<string, string | Door>;
};

const rooms = readdirSync('src', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'cli')
  .map((entry) => entry.name)
  .filter((room) => existsSync(`src/${room}/index.ts`));

describe('the exports map', () => {
  it.each(rooms)('names %s', (room) => {
    expect(Object.keys(doors)).toContain(`./${room}`);
  });

  it.each(Object.entries(doors).filter(([, door]) => typeof door === 'object'))(
    '%s is written like the others',
    (name, door) => {
      const file = name === '.' ? 'index' : `${name.slice(2)}/index`;
      expect(door).toEqual({
        source: `./src/${file}.ts`,
        import: { types: `./dist/${file}.d.ts`, default: `./dist/${file}.js` },
        require: { types: `./dist/${file}.d.cts`, default: `./dist/${file}.cjs` },
      });
    },
  );
});
