// How much is kept of an instance that waits for a person.
import { memoryStore } from 'quytrinh';
import { engineOn } from '../support/drive-engine.ts';
import type { Bench } from '../support/figure.ts';
import { sequence, userTasks } from '../support/models.ts';

export const stateBytes: Bench = {
  name: 'state-bytes',
  run: async () => {
    const store = memoryStore();
    const engine = await engineOn(store, sequence(userTasks(1)));
    const { instanceId } = await engine.start('p', {
      businessKey: '000.00.15.H26-260105-0001',
      variables: { applicant: 'Nguyễn Thị Bình', documents: 4, urgent: false },
    });
    const row = await store.instance(instanceId);
    const value = Buffer.byteLength(row?.snapshot ?? '');
    return { 'state-bytes': { value, unit: 'bytes', ratio: null, against: null, goal: { max: 2_048 } } };
  },
};
