import type { ChatReply, ErrorBody } from '@medcor/contract';

/** What is told of a reply while it is made. */
export type ChatEvent =
  | { readonly event: 'session'; readonly data: { readonly session_id: string } }
  | { readonly event: 'delta'; readonly data: { readonly text: string } }
  | {
      readonly event: 'tool';
      readonly data: { readonly name: string; readonly status: 'started' | 'done' | 'failed' };
    }
  | { readonly event: 'message'; readonly data: ChatReply }
  | { readonly event: 'error'; readonly data: ErrorBody }
  | { readonly event: 'done'; readonly data: Readonly<Record<string, never>> };
