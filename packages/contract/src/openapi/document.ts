import type { Method } from '../shared/endpoint.js';

/** The parts of OpenAPI 3.1 that the document is made of. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly summary: string;
    readonly description: string;
    readonly contact: { readonly name: string; readonly url: string; readonly email: string };
    readonly license: { readonly name: string; readonly identifier: string };
  };
  readonly servers: readonly { readonly url: string; readonly description: string }[];
  readonly tags: readonly OpenApiTag[];
  readonly paths: Readonly<Record<string, OpenApiPathItem>>;
  readonly webhooks: Readonly<Record<string, OpenApiPathItem>>;
  readonly components: OpenApiComponents;
}

export interface OpenApiTag {
  readonly name: string;
  readonly description: string;
  readonly 'x-displayName': string;
}

export interface OpenApiComponents {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  readonly parameters: Readonly<Record<string, OpenApiParameter>>;
  readonly headers: Readonly<Record<string, OpenApiHeader>>;
  readonly responses: Readonly<Record<string, OpenApiResponse>>;
  readonly securitySchemes: Readonly<Record<string, OpenApiSecurityScheme>>;
}

export type OpenApiPathItem = Partial<Record<Lowercase<Method>, OpenApiOperation>>;

export interface OpenApiOperation {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly (OpenApiParameter | Reference)[];
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: OpenApiContent;
  };
  readonly responses: Readonly<Record<string, OpenApiResponse | Reference>>;
  readonly [extension: `x-${string}`]: unknown;
}

export interface OpenApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

export interface OpenApiHeader {
  readonly description: string;
  readonly schema: JsonSchema;
}

export interface OpenApiResponse {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Reference>>;
  readonly content?: OpenApiContent;
}

/** What is sent or answered, by media type. */
export type OpenApiContent = Readonly<Record<string, OpenApiMediaType>>;

export interface OpenApiMediaType {
  readonly schema: JsonSchema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;
}

export interface OpenApiSecurityScheme {
  readonly type: 'http';
  readonly scheme: 'bearer';
  readonly bearerFormat: string;
  readonly description: string;
}

/** A pointer into `components`; a description beside it stands in for that of the component. */
export interface Reference {
  readonly $ref: string;
  readonly description?: string;
}

/** A JSON Schema of draft 2020-12, as far as the contract's schemas need it. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly [keyword: string]: unknown;
}
