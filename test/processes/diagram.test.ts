// The pictures: everything drawn once, nothing on top of another, lines straight and ending where they should.
import { BpmnModdle } from 'bpmn-moddle';
import { describe, expect, it } from 'vitest';
import { bpmnText, procedures } from './files.ts';

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface Drawn {
  readonly $type: string;
  readonly id: string;
  readonly bpmnElement: {
    readonly $type: string;
    readonly id: string;
    readonly sourceRef?: Ref | readonly Ref[];
    readonly targetRef?: Ref;
    readonly attachedToRef?: Ref;
  };
  readonly bounds?: Bounds;
  readonly waypoint?: readonly { readonly x: number; readonly y: number }[];
  readonly label?: { readonly bounds?: Bounds };
}
type Ref = { readonly id: string };
interface Element {
  readonly $type: string;
  readonly id: string;
  readonly flowElements?: readonly Element[];
  readonly artifacts?: readonly Element[];
  readonly laneSets?: readonly { readonly lanes: readonly Lane[] }[];
  readonly participants?: readonly Element[];
  readonly messageFlows?: readonly Element[];
}
interface Lane extends Element {
  readonly flowNodeRef: readonly Ref[];
}
interface Definitions {
  readonly rootElements: readonly Element[];
  readonly diagrams: readonly { readonly plane: { readonly planeElement: readonly Drawn[] } }[];
}

describe.each(procedures)('$folder', (procedure) => {
  const drawing = new BpmnModdle().fromXML(bpmnText(procedure)).then(({ rootElement }) => {
    const definitions = rootElement as unknown as Definitions;
    const drawn = definitions.diagrams.flatMap((diagram) => diagram.plane.planeElement);
    const bounds = new Map(
      drawn.flatMap((one) => (one.bounds === undefined ? [] : [[one.bpmnElement.id, one.bounds] as const])),
    );
    return { definitions, drawn, bounds };
  });

  it('draws every element once', async () => {
    const { definitions, drawn } = await drawing;
    const elements = definitions.rootElements.flatMap((one) => [
      ...(one.flowElements ?? []),
      ...(one.artifacts ?? []),
      ...(one.laneSets ?? []).flatMap((set) => set.lanes),
      ...(one.participants ?? []),
      ...(one.messageFlows ?? []),
    ]);
    expect(drawn.map((one) => one.bpmnElement.id).sort()).toEqual(elements.map((one) => one.id).sort());
  });

  it('puts nothing on top of another', async () => {
    const { drawn } = await drawing;
    const boxes = drawn
      .filter((one) => one.bounds !== undefined && !/Participant|Lane|BoundaryEvent/.test(one.bpmnElement.$type))
      .flatMap((one) =>
        [one.bounds, one.label?.bounds].flatMap((box, i) =>
          box === undefined ? [] : [{ id: `${one.id}${i === 1 ? ' label' : ''}`, ...box }],
        ),
      );
    const labels = drawn.flatMap((one) =>
      one.waypoint !== undefined && one.label?.bounds !== undefined
        ? [{ id: `${one.id} label`, ...one.label.bounds }]
        : [],
    );
    const all = [...boxes, ...labels];
    const clashes = all.flatMap((a, i) =>
      all
        .slice(i + 1)
        .filter((b) => overlap(a, b))
        .map((b) => `${a.id} / ${b.id}`),
    );
    expect(all.length).toBeGreaterThan(40);
    expect(clashes).toEqual([]);
  });

  it('draws flows in right angles from the rim of one shape to the rim of another', async () => {
    const { drawn, bounds } = await drawing;
    const lines = drawn.filter((one) => /Flow$/.test(one.bpmnElement.$type));
    expect(lines.length).toBeGreaterThan(20);
    for (const { id, bpmnElement, waypoint } of lines) {
      const points = waypoint ?? [];
      points.slice(1).forEach((point, i) => {
        expect(point.x === points[i]?.x || point.y === points[i]?.y, `${id} is not in right angles`).toBe(true);
      });
      expect(onRim(points[0], bounds.get(idOf(bpmnElement.sourceRef))), `${id} begins off its source`).toBe(true);
      expect(onRim(points.at(-1), bounds.get(idOf(bpmnElement.targetRef))), `${id} ends off its target`).toBe(true);
    }
  });

  it('lets no sequence flow run through a task, an event or a gateway', async () => {
    const { drawn } = await drawing;
    const solid = drawn.filter((one) => one.bounds !== undefined && /Task|Event|Gateway/.test(one.bpmnElement.$type));
    const lines = drawn.filter((one) => one.bpmnElement.$type === 'bpmn:SequenceFlow');
    for (const line of lines) {
      const ends = [idOf(line.bpmnElement.sourceRef), idOf(line.bpmnElement.targetRef)];
      const attached = solid.find((one) => one.bpmnElement.id === ends[0])?.bpmnElement.attachedToRef?.id;
      const points = line.waypoint ?? [];
      for (const { bpmnElement, bounds } of solid) {
        if (ends.includes(bpmnElement.id) || bpmnElement.id === attached || bounds === undefined) continue;
        const through = points.slice(1).some((to, i) => overlap(segment(points[i] ?? to, to), bounds));
        expect(through, `${line.id} runs through ${bpmnElement.id}`).toBe(false);
      }
    }
  });

  it('keeps every node inside the lane that lists it', async () => {
    const { definitions, bounds } = await drawing;
    const lanes = definitions.rootElements.flatMap((one) => (one.laneSets ?? []).flatMap((set) => set.lanes));
    expect(lanes).toHaveLength(7);
    for (const lane of lanes) {
      const outer = bounds.get(lane.id);
      for (const { id } of lane.flowNodeRef) {
        const inner = bounds.get(id);
        expect(inner !== undefined && outer !== undefined && inside(inner, outer), `${id} is outside ${lane.id}`).toBe(
          true,
        );
      }
    }
  });
});

function idOf(ref: Ref | readonly Ref[] | undefined): string {
  const one = Array.isArray(ref) ? (ref as readonly Ref[])[0] : (ref as Ref | undefined);
  return one?.id ?? '';
}

function overlap(a: Bounds, b: Bounds): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function inside(inner: Bounds, outer: Bounds): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function segment(a: { readonly x: number; readonly y: number }, b: { readonly x: number; readonly y: number }): Bounds {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x) || 1,
    height: Math.abs(a.y - b.y) || 1,
  };
}

function onRim(point: { readonly x: number; readonly y: number } | undefined, box: Bounds | undefined): boolean {
  if (point === undefined || box === undefined) return false;
  const { x, y } = point;
  const within = x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
  return within && (x === box.x || x === box.x + box.width || y === box.y || y === box.y + box.height);
}
