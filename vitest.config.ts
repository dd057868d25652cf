// Only a signpost: a bare `npx vitest` and the editors look here. The configuration itself is under test/config/.
export { default } from './test/config/vitest.config.ts';
