// The Merkle log against the recursive definitions of RFC 9162 §2.1, written here as the RFC writes them.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  appendLeaf,
  consistencyProof,
  EMPTY_FRONTIER,
  EMPTY_ROOT,
  inclusionProof,
  leafHash,
  merkleTree,
  nodeHash,
  rootAt,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from 'quytrinh/audit';
import { describe, expect, it } from 'vitest';

const digest = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const split = (n: number): number => 2 ** Math.floor(Math.log2(n - 1));

/** MTH of RFC 9162 §2.1.1 over raw leaf data. */
function mth(data: readonly Buffer[]): Buffer {
  if (data.length === 0) return digest();
  if (data.length === 1) return digest(Buffer.of(0), data[0]!);
  const k = split(data.length);
  return digest(Buffer.of(1), mth(data.slice(0, k)), mth(data.slice(k)));
}

/** PATH of RFC 9162 §2.1.3.1. */
function path(m: number, data: readonly Buffer[]): Buffer[] {
  if (data.length === 1) return [];
  const k = split(data.length);
  return m < k
    ? [...path(m, data.slice(0, k)), mth(data.slice(k))]
    : [...path(m - k, data.slice(k)), mth(data.slice(0, k))];
}

/** SUBPROOF of RFC 9162 §2.1.4.1. */
function subproof(m: number, data: readonly Buffer[], whole: boolean): Buffer[] {
  if (m === data.length) return whole ? [] : [mth(data)];
  const k = split(data.length);
  return m <= k
    ? [...subproof(m, data.slice(0, k), whole), mth(data.slice(k))]
    : [...subproof(m - k, data.slice(k), false), mth(data.slice(0, k))];
}

const hex = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('hex'));
const dataOf = (n: number): Buffer[] => Array.from({ length: n }, (_, index) => Buffer.from(`leaf ${index}`));
const treeOf = (data: readonly Buffer[]) => merkleTree(data.map((item) => leafHash(item)));
const frontierOf = (data: readonly Buffer[]) =>
  data.reduce((frontier, item) => appendLeaf(frontier, leafHash(item)), EMPTY_FRONTIER);

const size = fc.integer({ min: 1, max: 130 });

describe('Merkle log', () => {
  it('has the roots of the test tree of Certificate Transparency', () => {
    const data = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ].map((text) => Buffer.from(text, 'hex'));
    expect(EMPTY_ROOT).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(rootOf(frontierOf(data.slice(0, 1)))).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    expect(rootOf(frontierOf(data.slice(0, 7)))).toBe(
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    );
    expect(rootOf(frontierOf(data))).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  });

  it('gives the root of the definition at every size, by frontier and by tree', () => {
    const data = dataOf(130);
    const tree = treeOf(data);
    let frontier = EMPTY_FRONTIER;
    for (let n = 0; n <= data.length; n += 1) {
      const expected = mth(data.slice(0, n)).toString('hex');
      expect(rootOf(frontier)).toBe(expected);
      expect(rootAt(tree, n)).toBe(expected);
      expect(frontier.peaks.length).toBe(n.toString(2).replaceAll('0', '').length);
      frontier = JSON.parse(JSON.stringify(appendLeaf(frontier, leafHash(data[n] ?? Buffer.of())))) as typeof frontier;
    }
  });

  it('leaves the frontier it appends to untouched', () => {
    const frontier = frontierOf(dataOf(7));
    const before = structuredClone(frontier);
    appendLeaf(frontier, leafHash(Buffer.of(1)));
    expect(frontier).toEqual(before);
  });

  it('takes the 32 bytes a hash stands for as leaf data', () => {
    const hash = rootOf(frontierOf(dataOf(3)));
    expect(leafHash(hash)).toBe(leafHash(Buffer.from(hash, 'hex')));
  });

  it('makes and accepts the inclusion proof of the definition', () => {
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), (n, a, b) => {
        const data = dataOf(n);
        const at = 1 + (a % n);
        const index = b % at;
        const proof = inclusionProof(treeOf(data), index, at);
        expect(proof).toEqual(hex(path(index, data.slice(0, at))));
        expect(
          verifyInclusion({
            leaf: leafHash(data[index]!),
            index,
            size: at,
            root: mth(data.slice(0, at)).toString('hex'),
            proof,
          }),
        ).toBe(true);
      }),
    );
  });

  it('makes and accepts the consistency proof of the definition', () => {
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), (n, a, b) => {
        const data = dataOf(n);
        const second = 1 + (a % n);
        const first = 1 + (b % second);
        const proof = consistencyProof(treeOf(data), first, second);
        expect(proof).toEqual(hex(subproof(first, data.slice(0, second), true)));
        const rootOfSize = (m: number) => ({ size: m, root: mth(data.slice(0, m)).toString('hex') });
        expect(verifyConsistency({ first: rootOfSize(first), second: rootOfSize(second), proof })).toBe(true);
      }),
    );
  });

  it('refuses every inclusion proof with one thing wrong', () => {
    for (let n = 1; n <= 20; n += 1) {
      const data = dataOf(n);
      const tree = treeOf(data);
      const root = rootAt(tree, n);
      for (let index = 0; index < n; index += 1) {
        const leaf = leafHash(data[index]!);
        const proof = inclusionProof(tree, index, n);
        const sound = { leaf, index, size: n, root, proof };
        for (let other = -1; other <= n + 1; other += 1) {
          if (other !== index) expect(verifyInclusion({ ...sound, index: other })).toBe(false);
        }
        expect(verifyInclusion({ ...sound, leaf: leafHash(leaf) })).toBe(false);
        expect(verifyInclusion({ ...sound, root: leafHash(root) })).toBe(false);
        expect(verifyInclusion({ ...sound, proof: [...proof, root] })).toBe(false);
        expect(verifyInclusion({ ...sound, index: 0.5 })).toBe(false);
        expect(verifyInclusion({ ...sound, leaf: 'none' })).toBe(false);
        for (let at = 0; at < proof.length; at += 1) {
          expect(verifyInclusion({ ...sound, proof: proof.with(at, leafHash(proof[at]!)) })).toBe(false);
          expect(verifyInclusion({ ...sound, proof: proof.toSpliced(at, 1) })).toBe(false);
        }
      }
    }
  });

  it('refuses every consistency proof with one thing wrong', () => {
    for (let n = 1; n <= 20; n += 1) {
      const tree = treeOf(dataOf(n));
      const second = { size: n, root: rootAt(tree, n) };
      for (let m = 1; m <= n; m += 1) {
        const first = { size: m, root: rootAt(tree, m) };
        const proof = consistencyProof(tree, m, n);
        const claim = { first, second, proof };
        expect(verifyConsistency({ ...claim, first: { ...first, root: leafHash(first.root) } })).toBe(false);
        expect(verifyConsistency({ ...claim, second: { ...second, root: leafHash(second.root) } })).toBe(false);
        expect(verifyConsistency({ ...claim, proof: [...proof, first.root] })).toBe(false);
        expect(verifyConsistency({ ...claim, first: { ...first, root: 'none' } })).toBe(false);
        for (let at = 0; at < proof.length; at += 1) {
          expect(verifyConsistency({ ...claim, proof: proof.with(at, leafHash(proof[at]!)) })).toBe(false);
          expect(verifyConsistency({ ...claim, proof: proof.toSpliced(at, 1) })).toBe(false);
        }
        for (let other = 1; other <= n; other += 1) {
          if (other !== m) expect(verifyConsistency({ ...claim, first: { ...first, size: other } })).toBe(false);
        }
      }
    }
  });

  it('takes the empty log as a prefix of every log, and no log as a prefix of a smaller one', () => {
    const second = { size: 5, root: rootAt(treeOf(dataOf(5)), 5) };
    expect(verifyConsistency({ first: { size: 0, root: EMPTY_ROOT }, second, proof: [] })).toBe(true);
    expect(verifyConsistency({ first: { size: 0, root: second.root }, second, proof: [] })).toBe(false);
    expect(verifyConsistency({ first: second, second: { size: 0, root: EMPTY_ROOT }, proof: [] })).toBe(false);
  });

  it('refuses to prove what is outside the tree', () => {
    const tree = treeOf(dataOf(4));
    for (const make of [
      () => inclusionProof(tree, 4),
      () => inclusionProof(tree, 0, 5),
      () => inclusionProof(tree, -1),
      () => consistencyProof(tree, 0),
      () => consistencyProof(tree, 3, 2),
      () => rootAt(tree, 5),
    ]) {
      expect(make).toThrow(expect.objectContaining({ code: 'ARGUMENT_INVALID' }));
    }
  });

  it('refuses a hash that is none', () => {
    const hash = leafHash(Buffer.of(1));
    for (const wrong of ['', 'x'.repeat(64), hash.slice(1), `${hash}00`]) {
      expect(() => leafHash(wrong)).toThrow(/ARGUMENT_INVALID/);
      expect(() => nodeHash(hash, wrong)).toThrow(/ARGUMENT_INVALID/);
    }
  });

  it('counts beyond 2³¹ entries', () => {
    const peaks = (2 ** 40 + 1).toString(2).replaceAll('0', '').length;
    const frontier = appendLeaf({ size: 2 ** 40, peaks: [leafHash(Buffer.of(1))] }, leafHash(Buffer.of(2)));
    expect(frontier).toMatchObject({ size: 2 ** 40 + 1, peaks: { length: peaks } });
    const root = rootOf(frontier);
    expect(
      verifyInclusion({
        leaf: frontier.peaks[1]!,
        index: 2 ** 40,
        size: 2 ** 40 + 1,
        root,
        proof: [frontier.peaks[0]!],
      }),
    ).toBe(true);
    expect(
      verifyConsistency({
        first: { size: 2 ** 40, root: frontier.peaks[0]! },
        second: { size: 2 ** 40 + 1, root },
        proof: [frontier.peaks[1]!],
      }),
    ).toBe(true);
  });
});
