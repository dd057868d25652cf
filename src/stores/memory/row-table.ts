// Rows that belong to an instance, with look-ups kept beside them. Every index is told by a function that gives the row's keys.

export interface RowTable<T> {
  readonly size: number;
  get(instanceId: string, id: string): T | undefined;
  put(row: T): void;
  drop(instanceId: string, id: string): void;
  all(): Iterable<T>;
  of(instanceId: string): Iterable<T>;
  /** Rows with this key in the index of that name, in no order. */
  by(index: string, key: string): Iterable<T>;
}

export function rowTable<T extends { readonly instanceId: string }>(
  idOf: (row: T) => string,
  indexes: Readonly<Record<string, (row: T) => readonly string[]>> = {},
): RowTable<T> {
  const rows = new Map<string, Map<string, T>>();
  const lookUps = Object.entries(indexes).map(([name, keysOf]) => ({ name, keysOf, rows: new Map<string, Set<T>>() }));
  let size = 0;

  const index = (row: T): void => {
    for (const lookUp of lookUps) {
      for (const key of lookUp.keysOf(row)) {
        const found = lookUp.rows.get(key);
        if (found === undefined) lookUp.rows.set(key, new Set([row]));
        else found.add(row);
      }
    }
  };
  const forget = (row: T): void => {
    for (const lookUp of lookUps) {
      for (const key of lookUp.keysOf(row)) {
        const found = lookUp.rows.get(key);
        if (found?.delete(row) === true && found.size === 0) lookUp.rows.delete(key);
      }
    }
  };

  return {
    get size() {
      return size;
    },
    get: (instanceId, id) => rows.get(instanceId)?.get(id),
    put: (row) => {
      let siblings = rows.get(row.instanceId);
      if (siblings === undefined) rows.set(row.instanceId, (siblings = new Map<string, T>()));
      const before = siblings.get(idOf(row));
      if (before === undefined) size += 1;
      else forget(before);
      siblings.set(idOf(row), row);
      index(row);
    },
    drop: (instanceId, id) => {
      const siblings = rows.get(instanceId);
      const before = siblings?.get(id);
      if (siblings === undefined || before === undefined) return;
      siblings.delete(id);
      if (siblings.size === 0) rows.delete(instanceId);
      size -= 1;
      forget(before);
    },
    *all() {
      for (const siblings of rows.values()) yield* siblings.values();
    },
    of: (instanceId) => rows.get(instanceId)?.values() ?? [],
    by: (name, key) => lookUps.find((lookUp) => lookUp.name === name)?.rows.get(key) ?? [],
  };
}
