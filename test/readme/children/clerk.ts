// Starts and works dossiers as fast as it can, eight at a time, and says after each receipt what was acknowledged. Ends only when
// it is killed.
import { readFileSync, writeSync } from 'node:fs';
import { openEngine, type Receipt } from 'quytrinh';

const [, , store = ''] = process.argv;
const engine = await openEngine({ store });
await engine.deployText(readFileSync('examples/files/leave.bpmn', 'utf8'));
await Promise.all(Array.from({ length: 8 }, work));

async function work(): Promise<never> {
  for (;;) {
    const { instanceId } = tell(await engine.start('leave', { variables: { days: 2 } }));
    for (;;) {
      const [task] = (await engine.tasks({ instanceId })).rows;
      if (task === undefined) break;
      tell(await engine.complete(task.taskId, { actor: 'can_bo_e', variables: { approved: true } }));
    }
  }
}

function tell(receipt: Receipt): Receipt {
  writeSync(1, `${receipt.instanceId} ${receipt.seq}\n`);
  return receipt;
}
