// Puts the conditions of a query together from those that are asked for.

export type Value = string | number | null;

export interface Conditions<V = Value> {
  /** Adds `sql` with its values, unless the (only) value is undefined. */
  add(sql: string, ...values: readonly (V | undefined)[]): void;
  /** `WHERE …`, or nothing. */
  readonly where: string;
  readonly values: readonly V[];
}

export function conditions<V = Value>(): Conditions<V> {
  const parts: string[] = [];
  const values: V[] = [];
  return {
    add: (sql, ...given) => {
      const known = given.filter((value) => value !== undefined);
      if (known.length < given.length) return;
      parts.push(sql);
      values.push(...known);
    },
    get where() {
      return parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`;
    },
    values,
  };
}
