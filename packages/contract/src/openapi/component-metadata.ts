import * as z from 'zod/v4';
import { type Component, components } from '../shared/components.js';

/**
 * All that is said of schemas, for zod to write into JSON Schema: their names, and what `describe` and `meta` say,
 * which stands in the global registry.
 */
export const componentMetadata = Object.assign(z.registry<Component>(), {
  get(schema: z.core.$ZodType): Component | undefined {
    const [said, named] = [z.globalRegistry.get(schema), components.get(schema)];
    return said || named ? { ...said, ...named } : undefined;
  },
});
