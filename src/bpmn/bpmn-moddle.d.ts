// The main entry of bpmn-moddle has no types; this declares the little of it that this room uses.
declare module 'bpmn-moddle' {
  export interface ModdleProperty {
    readonly name: string;
    readonly type: string;
    readonly ns: { readonly localName: string };
    readonly isAttr?: boolean;
    readonly isMany?: boolean;
    readonly isReference?: boolean;
    readonly isVirtual?: boolean;
    readonly isBody?: boolean;
    readonly xml?: { readonly serialize?: string };
  }
  export interface ModdleType {
    readonly $descriptor: { readonly name: string; readonly properties: readonly ModdleProperty[] };
    hasType(name: string): boolean;
  }
  export interface ModdlePackage {
    readonly types: readonly { readonly name: string; readonly isAbstract?: boolean }[];
    readonly enumerations: readonly {
      readonly name: string;
      readonly literalValues: readonly { readonly name: string }[];
    }[];
  }
  export interface ModdleElement {
    get(property: string): unknown;
    set(property: string, value: unknown): void;
  }
  export interface ModdleWarning {
    readonly message: string;
    /** Where a reference stands, when the warning is about one. */
    readonly element?: ModdleElement;
    readonly property?: string;
    readonly value?: string;
  }
  export interface ModdleReading {
    readonly rootElement: ModdleElement;
    readonly warnings: readonly ModdleWarning[];
  }
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>);
    fromXML(xml: string, type?: string): Promise<ModdleReading>;
    toXML(
      element: ModdleElement,
      options?: { readonly format?: boolean; readonly preamble?: boolean },
    ): Promise<{ readonly xml: string }>;
    getType(name: string): ModdleType;
    getPackage(uriOrPrefix: string): ModdlePackage;
  }
}
