// Opens the store at an instant and does what is due. Told so, it is killed just before or just after the first commit that
// fires a timer: the two moments between which a firing could be lost or doubled.
import { openEngine } from 'quytrinh';
import { sqliteStore } from 'quytrinh/stores/sqlite';
import { manualClock } from 'quytrinh/testing';

const [, , file = '', now = '', end = ''] = process.argv;
const store = sqliteStore(file);
const kill = (): void => {
  process.kill(process.pid, 'SIGKILL');
};
const engine = await openEngine({
  clock: manualClock(Number(now)),
  store: {
    ...store,
    commit: async (steps) => {
      const fires = steps.some(({ entry }) => entry.text.includes('"timer.fire"'));
      if (fires && end === 'before') kill();
      const outcomes = await store.commit(steps);
      if (fires && end === 'after') kill();
      return outcomes;
    },
  },
});
await engine.runDue();
await engine.close();
