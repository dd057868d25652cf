// dmn-moddle ships no types; this is the part of it that the reader uses.
declare module 'dmn-moddle' {
  export interface ModdlePackage {
    readonly name: string;
    readonly prefix: string;
    readonly uri: string;
    readonly types: readonly object[];
  }
  export interface ModdleResult {
    readonly rootElement: unknown;
    readonly warnings: readonly { readonly message: string }[];
  }
  export interface Moddle {
    getPackage(prefix: string): ModdlePackage;
    fromXML(xml: string, type: string): Promise<ModdleResult>;
  }
  export const DmnModdle: new (packages?: Readonly<Record<string, ModdlePackage>>) => Moddle;
}
