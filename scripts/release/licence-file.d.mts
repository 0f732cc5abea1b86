export const licenceFileName: string;

interface Library {
  readonly name: string;
  readonly version: string;
}

export function writeLicences(libraries: readonly (Library & { readonly licenceText: string })[]): string;
export function readLibraries(text: string): Library[];
