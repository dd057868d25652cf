// The one hash function of the trail, and the one written form of its results: 64 lowercase hexadecimal digits.
import { hash } from 'node:crypto';
import type { Hash } from '../model/journal.ts';

/** A string is hashed as UTF-8. */
export const sha256 = (data: string | Uint8Array): Hash => hash('sha256', data, 'hex');

/** Strict, so that one hash has one spelling and a changed letter case is a change. */
export const isHash = (value: unknown): value is Hash => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
