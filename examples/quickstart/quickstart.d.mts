import type { MedCor } from '@medcor/sdk';

export function walk(medcor: MedCor, tell: (step: string, id: number) => void): Promise<void>;
