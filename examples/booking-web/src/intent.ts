import { medcorKey } from '@medcor/sdk/react-query';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isRefusal } from './trouble.js';

interface IntentOptions<T> {
  /** Asks the API for it, under the key. */
  readonly send: (options: { idempotencyKey: string }) => Promise<T>;
  readonly onDone: (made: T) => void;
  readonly onFailed: (error: Error) => void;
}

/**
 * Something that is to happen once, however often it is sent: under one key, until it is refused. What is sent after a
 * refusal may be something else, and that takes a new key. `isOpen` is whether it is not known if it has happened: then
 * only the same again is safe.
 */
export function useIntent<T>({ send, onDone, onFailed }: IntentOptions<T>) {
  const queryClient = useQueryClient();
  const [idempotencyKey, setKey] = useState(newKey);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => send({ idempotencyKey }),
    onSuccess: onDone,
    onError: (failure) => {
      if (isRefusal(failure)) setKey(newKey());
      onFailed(failure);
    },
    // Whatever has come of it, what is shown may be out of date.
    onSettled: () => void queryClient.invalidateQueries({ queryKey: medcorKey }),
  });
  return {
    submit() {
      if (!isPending) mutate();
    },
    isPending,
    error,
    isOpen: error !== null && !isRefusal(error),
  };
}

/** Without `crypto.randomUUID`, which is not there on pages without https. */
function newKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}
