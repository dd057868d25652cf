// The one hash function of the trail, and the one written form of its results: 64 lowercase hexadecimal digits.
import { hash } from 'node:crypto';
import type { Hash } from '../model/journal.ts';

/** A string is hashed as UTF-8. */
export const sha256 = (data: string | Uint8Array): Hash => hash('sha256', data, 'hex');

/**
 * Strict, so that one hash has one spelling and a changed letter case is a change. Asked twice of every step: a loop takes a third of the
 * time of a search.
 */
export function isHash(value: unknown): value is Hash {
  if (typeof value !== 'string' || value.length !== 64) return false;
  for (let at = 0; at < 64; at += 1) {
    const unit = value.charCodeAt(at);
    if (!((unit >= 0x30 && unit <= 0x39) || (unit >= 0x61 && unit <= 0x66))) return false;
  }
  return true;
}
