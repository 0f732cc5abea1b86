/** Postman's collection format, v2.1: as much of it as our collection is made of. */
export interface PostmanCollection {
  readonly info: { readonly name: string; readonly description: string; readonly schema: string };
  readonly auth: PostmanAuth;
  readonly variable: readonly PostmanVariable[];
  readonly item: readonly PostmanFolder[];
}

export interface PostmanFolder {
  readonly name: string;
  readonly description: string;
  readonly item: readonly PostmanItem[];
}

export interface PostmanItem {
  readonly name: string;
  readonly event?: readonly PostmanScript[];
  readonly request: PostmanRequest;
  readonly response: readonly PostmanResponse[];
}

export interface PostmanRequest {
  readonly method: string;
  readonly description: string;
  /** The collection's, unless the request has its own. */
  readonly auth?: PostmanAuth;
  readonly url: {
    readonly host: readonly string[];
    readonly path: readonly string[];
    readonly query: readonly PostmanVariable[];
    /** The parameters of the path. */
    readonly variable: readonly PostmanVariable[];
  };
  readonly header: readonly PostmanVariable[];
  readonly body?: PostmanBody;
}

export type PostmanAuth =
  | { readonly type: 'noauth' }
  | { readonly type: 'bearer'; readonly bearer: readonly { key: 'token'; value: string; type: 'string' }[] };

/** A named value, be it a variable, a header, or a parameter. */
export interface PostmanVariable {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly disabled?: boolean;
}

export type PostmanBody =
  | { readonly mode: 'raw'; readonly raw: string; readonly options: { raw: { language: 'json' } } }
  | { readonly mode: 'formdata'; readonly formdata: readonly object[] };

export interface PostmanScript {
  readonly listen: 'prerequest' | 'test';
  readonly script: { readonly type: 'text/javascript'; readonly exec: readonly string[] };
}

/** An answer as an example. */
export interface PostmanResponse {
  readonly name: string;
  readonly code: number;
  readonly status: string;
  readonly header: readonly PostmanVariable[];
  readonly body?: string;
}
