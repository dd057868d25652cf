// What a machine can't run is refused when it is compiled, by name and place, never skipped.
import { describe, expect, it } from 'vitest';
import { behaviours, compile, supportedEvents } from 'quytrinh/machine';
import { elementTypes } from 'quytrinh/model';
import {
  boundary,
  bpmn,
  compensate,
  el,
  end,
  error,
  message,
  processText,
  start,
  terminate,
  timer,
  user,
} from './bpmn-text.ts';
import { modelOf } from './driver.ts';

const refusals = async (xml: string, process?: string) => {
  const result = compile(await modelOf(xml), process);
  return result.ok
    ? []
    : result.diagnostics.map(({ code, elementId, params }) => [code, elementId, params.feature ?? '']);
};

describe('compile', () => {
  it('has a behaviour for every element type of the standard', () => {
    expect(Object.keys(behaviours).sort()).toEqual(Object.keys(elementTypes).sort());
    expect(Object.values(behaviours)).not.toContain(null);
  });

  it('refuses an expression in a language it does not run', async () => {
    const xml = bpmn(
      [start('s'), el('scriptTask', 'a', '<script>print(1)</script>', { scriptFormat: 'python' }), end('e')],
      ['s -> a -> e'],
    );
    expect(await refusals(xml)).toEqual([['FEATURE_NOT_SUPPORTED', 'a', 'python']]);
  });

  it('refuses an event where its kind can not stand', async () => {
    expect(await refusals(bpmn([start('s', error('E')), end('e')], ['s -> e']))).toEqual([
      ['EVENT_NOT_SUPPORTED', 's', 'error'],
    ]);
    expect(
      await refusals(bpmn([start('s'), user('a'), boundary('b', 'a', terminate), end('e')], ['s -> a -> e'])),
    ).toEqual([['EVENT_NOT_SUPPORTED', 'b', 'terminate']]);
    expect(supportedEvents.boundary).toContain('timer');
    expect(
      await refusals(
        bpmn([start('s'), user('a'), boundary('b', 'a', timer('PT1H')), end('e')], ['s -> a -> e', 'b -> e']),
      ),
    ).toEqual([]);
  });

  it('refuses what can not be waited for together with other events', async () => {
    const undone = (parallelMultiple: boolean) =>
      bpmn(
        [
          start('s'),
          user('a'),
          boundary('b', 'a', `${compensate()}${message('m')}`, true, { parallelMultiple }),
          end('e'),
        ],
        ['s -> a -> e', 'b -> e'],
      );
    expect(await refusals(undone(true))).toEqual([['EVENT_NOT_SUPPORTED', 'b', 'compensate']]);
    expect(await refusals(undone(false))).toEqual([]);
  });

  it('refuses an event that a loop can not throw, and a condition it does not run', async () => {
    const looped = (attributes: string, inside = '') =>
      bpmn(
        [
          start('s'),
          user(
            'a',
            `<multiInstanceLoopCharacteristics ${attributes}><loopCardinality>2</loopCardinality>${inside}</multiInstanceLoopCharacteristics>`,
          ),
          end('e'),
        ],
        ['s -> a -> e'],
        {
          more: '<compensateEventDefinition id="D"/><signalEventDefinition id="G" signalRef="S"/>',
        },
      );
    const complex = (event: string, language = '') =>
      `<complexBehaviorDefinition><condition ${language}>true</condition><event>${event}</event></complexBehaviorDefinition>`;
    const refused = [['EVENT_NOT_SUPPORTED', 'a', 'compensate']];
    expect(await refusals(looped('behavior="None" noneBehaviorEventRef="D"'))).toEqual(refused);
    expect(await refusals(looped('behavior="One" oneBehaviorEventRef="D"'))).toEqual(refused);
    expect(await refusals(looped('behavior="Complex"', complex('<compensateEventDefinition/>')))).toEqual(refused);
    // Of several definitions each is asked about.
    const several = '<signalEventDefinition signalRef="S"/><compensateEventDefinition/><terminateEventDefinition/>';
    expect(await refusals(looped('behavior="Complex"', complex(several)))).toEqual([
      ...refused,
      ['EVENT_NOT_SUPPORTED', 'a', 'terminate'],
    ]);
    const signal = '<signalEventDefinition signalRef="S"/>';
    expect(await refusals(looped('behavior="Complex"', complex(signal)))).toEqual([]);
    expect(await refusals(looped('behavior="One" oneBehaviorEventRef="G"'))).toEqual([]);
    const foreign = 'xsi:type="tFormalExpression" language="python"';
    expect(await refusals(looped('behavior="Complex"', complex(signal, foreign)))).toEqual([
      ['FEATURE_NOT_SUPPORTED', 'a', 'python'],
    ]);
  });

  it('refuses a process that is not executable, and one that is not there', async () => {
    const xml = bpmn([start('s'), end('e')], ['s -> e'], {
      more: processText([start('s2')], [], { id: 'q' }).replace('isExecutable="true"', 'isExecutable="false"'),
    });
    expect(await refusals(xml)).toEqual([]);
    expect(await refusals(xml, 'q')).toEqual([['NOT_EXECUTABLE', 'q', '']]);
    expect(await refusals(xml, 'r')).toEqual([['NOT_EXECUTABLE', undefined, '']]);
  });

  it('says where', async () => {
    const result = compile(await modelOf(bpmn([start('s', error('E'))], [])));
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.diagnostics[0]?.at).toMatchObject({ file: 'file.bpmn', line: 1 });
  });
});
