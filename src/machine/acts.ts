// Joins the parts of the semantics that ask each other; see `Acts`.
import { compensated } from './compensation.ts';
import type { Acts } from './graph.ts';
import { enterLoop, itemDone } from './loop.ts';

export const acts: Acts = { enterLoop, itemDone, compensated };
