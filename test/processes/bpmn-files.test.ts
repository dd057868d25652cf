// The BPMN files of processes/: read without a word of complaint, sound on the face of it, and what the step tables say.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';
import { parse } from 'quytrinh/bpmn';
import type { ProcessModel } from 'quytrinh/model';
import { describe, expect, it } from 'vitest';
import { bpmnText, idsOf, procedures, processes, processOf, readJson } from './files.ts';

/** Step tables as published: hours of a step by element, in order; null: not counted. */
const stepTables = {
  'p1.bpmn': [
    ['TiepNhan', 1],
    ['PhanCong', 1],
    ['ThamDinh', 16],
    ['XemXetTrinh', 3],
    ['KyToTrinh', 4],
    ['PhatHanh', 1],
    ['KyGiayPhep', 8],
    ['VaoSo', 2],
    ['BocTach', 2],
    ['CapNhatKetQua', 2],
    ['TraKetQua', null],
  ],
  'p8.bpmn': [
    ['TiepNhan', 2],
    ['PhanCong', 2],
    ['DuThaoLayYKien', 2],
    ['XemXetDuThao', 2],
    ['KyLayYKien', 2],
    ['LayYKien', 8],
    ['TongHop', 2],
    ['XemXetTrinh', 2],
    ['KyToTrinh', 2],
    ['PhatHanh', 2],
    ['QuyetDinh', 12],
    ['TraKetQua', 2],
  ],
} as const;

describe.each(procedures)('$folder', (procedure) => {
  it('is read by bpmn-moddle and by the package without a warning', async () => {
    const { warnings } = await new BpmnModdle().fromXML(bpmnText(procedure));
    expect(warnings).toEqual([]);
    expect((await parse(bpmnText(procedure))).diagnostics).toEqual([]);
  });

  it('has the steps of its table, in order, with their times, 40 hours in all', async () => {
    const process = await processOf(procedure);
    const table = stepTables[procedure.file];
    const steps = process.elements.filter((element) => /^\d+\. /.test(element.name ?? ''));
    steps.sort((a, b) => Number.parseInt(a.name ?? '', 10) - Number.parseInt(b.name ?? '', 10));
    expect(steps.map((step) => [step.id, hours(step.sla?.duration)])).toEqual(table);
    expect(table.reduce((sum, [, time]) => sum + (time ?? 0), 0)).toBe(40);
    expect(hours(process.sla?.duration)).toBe(40);
  });

  it('passes the steps in that order when everybody agrees', async () => {
    const process = await processOf(procedure);
    const table = stepTables[procedure.file].map(([id]) => id as string);
    expect(agreeablePath(process).filter((id) => table.includes(id))).toEqual(table);
  });

  it('leads from the start to every element, and from every element to an end', async () => {
    const process = await processOf(procedure);
    const all = process.elements.map((element) => element.id).sort();
    const links = [
      ...process.flows.map(({ source, target }) => [source, target] as const),
      ...process.elements.flatMap(({ id, attachedTo }) =>
        attachedTo === undefined ? [] : [[attachedTo, id] as const],
      ),
    ];
    expect(reached(idsOf(process, 'startEvent'), links)).toEqual(all);
    const back = links.map(([from, to]) => [to, from] as const);
    expect(reached(idsOf(process, 'endEvent'), back)).toEqual(all);
  });

  it('splits only at exclusive gateways with a default, joins only at exclusive gateways', async () => {
    const process = await processOf(procedure);
    for (const element of process.elements) {
      if (element.type !== 'exclusiveGateway') {
        expect(element.outgoing.length, element.id).toBeLessThanOrEqual(1);
        expect(element.incoming.length, element.id).toBeLessThanOrEqual(1);
      } else if (element.outgoing.length > 1) {
        expect(element.incoming.length, element.id).toBe(1);
        const conditional = process.flows.filter((flow) => flow.source === element.id && flow.condition !== undefined);
        expect(element.defaultFlow, element.id).toBeDefined();
        expect(conditional.length, element.id).toBe(element.outgoing.length - 1);
      }
    }
  });

  it('decides only on what a task or message of the process gives', async () => {
    const process = await processOf(procedure);
    const given = new Set(
      process.elements.flatMap((element) => (element.outputs ?? []).map((output) => output.target)),
    );
    const words = process.flows
      .flatMap((flow) => flow.condition?.text.match(/[\p{L}_]+/gu) ?? [])
      .filter((word) => !['true', 'false', 'and', 'not'].includes(word));
    expect(words.length).toBeGreaterThan(0);
    expect(words.filter((word) => !given.has(word))).toEqual([]);
  });

  it('names elements and variables in plain ASCII, and only elements that exist', async () => {
    const process = await processOf(procedure);
    const ids = new Set(process.elements.map((element) => element.id));
    for (const id of ids) expect(id).toMatch(/^[A-Z][A-Za-z0-9]*$/);
    for (const { id, separation } of process.elements) {
      for (const other of separation?.elements ?? []) expect(ids.has(other), `${id}: ${other}`).toBe(true);
    }
    expect(ids.has(process.sla?.until ?? '')).toBe(true);
  });

  it('has a form for every user task, and no form besides', async () => {
    const process = await processOf(procedure);
    const folder = join(processes, procedure.folder, 'forms');
    const files = readdirSync(folder).sort();
    for (const file of files) {
      const form = readJson(folder, file) as { readonly id: string; readonly components: readonly unknown[] };
      expect(`${form.id}.form`).toBe(file);
      expect(form.components.length).toBeGreaterThan(0);
    }
    const wanted = process.elements
      .filter((element) => element.type === 'userTask')
      .map((element) => `${String(element.form?.id)}.form`);
    expect([...new Set(wanted)].sort()).toEqual(files);
  });

  it('gives every signature a role and four eyes', async () => {
    const process = await processOf(procedure);
    const signatures = process.elements.filter((element) => element.performer?.signs === true);
    expect(signatures.length).toBeGreaterThanOrEqual(2);
    for (const { id, performer, separation } of signatures) {
      expect(performer?.role, id).toBeDefined();
      expect(performer?.modes.length, id).toBeGreaterThan(0);
      expect(separation?.elements.length, id).toBeGreaterThan(0);
    }
  });
});

function hours(duration: string | undefined): number | null {
  if (duration === undefined) return null;
  const found = /^P(?:(\d+)D)?(?:T(\d+)H)?$/.exec(duration);
  return Number(found?.[1] ?? 0) * 8 + Number(found?.[2] ?? 0);
}

/** From the start, past every gateway by the flow that says yes; the gateway that asks for a supplement by its default. */
function agreeablePath(process: ProcessModel): string[] {
  const path: string[] = [];
  let [at] = idsOf(process, 'startEvent');
  while (at !== undefined && !path.includes(at)) {
    path.push(at);
    const out = process.flows.filter((flow) => flow.source === at);
    const yes = at === 'CanBoSung' ? undefined : out.find((flow) => flow.condition !== undefined);
    const element = process.elements.find(({ id }) => id === at);
    at = (yes ?? out.find((flow) => flow.id === element?.defaultFlow) ?? out[0])?.target;
  }
  return path;
}

function reached(from: readonly string[], links: readonly (readonly [string, string])[]): string[] {
  const seen = new Set(from);
  for (const id of seen) for (const [source, target] of links) if (source === id) seen.add(target);
  return [...seen].sort();
}
