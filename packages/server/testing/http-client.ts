import type { Method } from '@medcor/contract';

export interface TestResponse {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON, of whatever shape; `{}` when there is none. */
  readonly body: ReturnType<typeof JSON.parse>;
}

export interface CallOptions {
  readonly token?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly raw?: string | Uint8Array<ArrayBuffer> | FormData;
  readonly headers?: Record<string, string>;
}

/** Calls the API as any program would. */
export interface HttpClient {
  readonly url: string;
  call(
    method: Method | 'HEAD' | 'OPTIONS' | 'PATCH',
    path: string,
    options?: CallOptions,
  ): Promise<TestResponse>;
  /** A call that has to succeed; answers the body. */
  get(path: string, token?: string): Promise<TestResponse['body']>;
  post(path: string, body: unknown, token?: string): Promise<TestResponse['body']>;
  /** One file as multipart; a small PDF unless given. */
  upload(path: string, token?: string, file?: File): Promise<TestResponse>;
}

const smallPdf = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';

export function createHttpClient(url: string): HttpClient {
  const call: HttpClient['call'] = async (method, path, { token, body, raw, headers } = {}) => {
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const sent = method === 'GET' || method === 'HEAD' ? undefined : content;
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(sent !== undefined && !(sent instanceof FormData) && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(sent !== undefined && { body: sent }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text ? JSON.parse(text) : text || {},
    };
  };

  const succeed = async (method: Method, path: string, body: unknown, token?: string) => {
    const response = await call(method, path, { body, ...(token && { token }) });
    if (response.status >= 300) {
      throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(response.body)}`);
    }
    return response.body;
  };

  return {
    url,
    call,
    get: (path, token) => succeed('GET', path, undefined, token),
    post: (path, body, token) => succeed('POST', path, body, token),
    upload(path, token, file = new File([smallPdf], 'letter.pdf', { type: 'application/pdf' })) {
      const form = new FormData();
      form.append('file', file);
      return call('POST', path, { raw: form, ...(token && { token }) });
    },
  };
}
