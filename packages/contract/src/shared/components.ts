import * as z from 'zod/v4';

export type Component = { id?: string | undefined; description?: string | undefined };

/**
 * The names under which schemas stand in the OpenAPI document and in the SDK. A registry of our own: in zod's global
 * one, a second copy of the contract in one program would find its names taken.
 */
export const components = z.registry<Component>();
