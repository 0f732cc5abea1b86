import * as z from 'zod/v4';

type Component = { id?: string | undefined; description?: string | undefined };

/**
 * The names under which schemas stand in the OpenAPI document and in the SDK. A registry of our own: in zod's global
 * one, a second copy of the contract in one program would find its names taken. What is said of a schema by
 * `describe` and `meta`, which goes to the global one, is told here as well.
 */
class Components extends z.core.$ZodRegistry<Component> {
  override get<S extends z.core.$ZodType>(schema: S) {
    const [said, named] = [z.globalRegistry.get(schema), super.get(schema)];
    return said || named ? { ...said, ...named } : undefined;
  }
}

export const components = new Components();
