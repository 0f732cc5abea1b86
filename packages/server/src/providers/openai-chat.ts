import { createParser } from 'eventsource-parser';
import * as z from 'zod/v4';
import {
  type ChatModel,
  type ModelEvent,
  type ModelMessage,
  type ModelRequest,
  type ModelTool,
  type ModelToolCall,
  ProviderUnavailable,
} from '../assistant-ports.js';
import type { OpenAiSettings } from '../config-assistant.js';

/** As much of a streamed chunk as is read. */
const Chunk = z.object({
  choices: z.array(
    z.object({
      delta: z
        .object({
          content: z.string().nullish(),
          tool_calls: z
            .array(
              z.object({
                index: z.number(),
                id: z.string().nullish(),
                function: z
                  .object({ name: z.string().nullish(), arguments: z.string().nullish() })
                  .optional(),
              }),
            )
            .nullish(),
        })
        .nullish(),
      finish_reason: z.string().nullish(),
    }),
  ),
});

/**
 * A model behind an OpenAI-compatible `/chat/completions` (OpenAI, Ollama, vLLM, llama.cpp), read as it streams. A call
 * that finds nobody, or an error of the server, is made once more; one that has begun to answer is not. The time limit
 * is that between any two signs of life.
 */
export function createOpenAiChat({ baseUrl, apiKey, model, timeoutMs }: OpenAiSettings): ChatModel {
  const open = async (request: ModelRequest, signal: AbortSignal): Promise<Response> =>
    fetch(`${baseUrl}/chat/completions`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'text/event-stream',
        ...(apiKey !== undefined && { Authorization: `Bearer ${apiKey}` }),
      },
      body: JSON.stringify({
        model,
        stream: true,
        temperature: 0.2,
        messages: request.messages.map(toWire),
        ...(request.tools.length > 0 && {
          tools: request.tools.map(toWireTool),
        }),
      }),
      signal,
      redirect: 'error',
    });

  const openTwice = async (request: ModelRequest, signal: AbortSignal): Promise<Response> => {
    const first = await open(request, signal).catch((error: unknown) => {
      if (signal.aborted) throw error;
      return undefined;
    });
    if (first && first.status < 500) return first;
    await first?.body?.cancel();
    return open(request, signal);
  };

  return {
    name: 'openai',
    async *complete(request, outer) {
      const limit = new AbortController();
      const signal = AbortSignal.any([outer, limit.signal]);
      const slow = () => limit.abort(new Error(`The model was silent for ${timeoutMs} ms.`));
      let timer = setTimeout(slow, timeoutMs);
      try {
        const response = await openTwice(request, signal);
        if (!response.ok || !response.body) {
          await response.body?.cancel();
          throw new Error(`The model answered ${response.status}.`);
        }
        yield* read(response.body, () => {
          clearTimeout(timer);
          timer = setTimeout(slow, timeoutMs);
        });
      } catch (cause) {
        throw new ProviderUnavailable('The language model is not available.', { cause });
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

async function* read(body: ReadableStream<Uint8Array>, onLife: () => void): AsyncGenerator<ModelEvent> {
  const calls = new Map<number, { id: string; name: string; arguments: string }>();
  const pending: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => pending.push(data) });
  const decoder = new TextDecoder();
  let isFinished = false;
  for await (const bytes of body) {
    onLife();
    parser.feed(decoder.decode(bytes, { stream: true }));
    for (const data of pending.splice(0)) {
      if (data === '[DONE]') {
        isFinished = true;
        continue;
      }
      const choice = Chunk.parse(JSON.parse(data)).choices[0];
      for (const part of choice?.delta?.tool_calls ?? []) {
        const call = calls.get(part.index) ?? {
          id: part.id ?? `call-${part.index}`,
          name: '',
          arguments: '',
        };
        call.name += part.function?.name ?? '';
        call.arguments += part.function?.arguments ?? '';
        calls.set(part.index, call);
      }
      if (choice?.delta?.content) yield { type: 'text', text: choice.delta.content };
      isFinished ||= Boolean(choice?.finish_reason);
    }
  }
  if (!isFinished) throw new Error('The model broke off.');
  for (const call of calls.values()) yield { type: 'tool-call', call };
}

function toWire(message: ModelMessage) {
  switch (message.role) {
    case 'tool':
      return { role: 'tool', tool_call_id: message.toolCallId, content: message.content };
    case 'assistant':
      return {
        role: 'assistant',
        content: message.content,
        ...(message.toolCalls && { tool_calls: message.toolCalls.map(toWireCall) }),
      };
    default:
      return { role: message.role, content: message.content };
  }
}

function toWireTool({ name, description, input }: ModelTool) {
  const { $schema: _schema, ...parameters } = z.toJSONSchema(input, { io: 'input' });
  return { type: 'function', function: { name, description, parameters } };
}

function toWireCall({ id, name, arguments: given }: ModelToolCall) {
  return { id, type: 'function', function: { name, arguments: given } };
}
