import type { PendingAction } from '@medcor/sdk';
import { button, element, part } from './dom.js';

type Decision = 'confirm' | 'reject';

/** A message of the assistant's that is still being written. */
export interface Bubble {
  append(text: string): void;
  /** Whole, and read out. */
  finish(text: string): void;
  /** Takes it away: it will not be finished. */
  drop(): void;
}

export type Conversation = ReturnType<typeof createConversation>;

/** What was said, and what can be answered to it. */
export function createConversation() {
  const scroll = part('scroll', HTMLElement);
  const log = part('log', HTMLElement);
  const card = part('card', HTMLElement);
  const suggestions = part('suggestions', HTMLElement);

  const toEnd = () => {
    scroll.scrollTop = scroll.scrollHeight;
  };
  // A keyboard on the screen takes room away: the end is what one wants to see.
  new ResizeObserver(toEnd).observe(scroll);

  function add(who: 'you' | 'assistant' | 'failure', text: string, ...more: Node[]): HTMLElement {
    const words = element('p', {}, text);
    const names = { you: 'You: ', assistant: 'Assistant: ', failure: '' };
    const name = element('span', { className: 'visually-hidden' }, names[who]);
    log.append(element('div', { className: `message ${who}` }, name, words, ...more));
    toEnd();
    return words;
  }

  function clearChoices(): void {
    // What had the focus is about to go: it stays where the reply will be.
    if (card.contains(document.activeElement) || suggestions.contains(document.activeElement)) {
      scroll.focus({ preventScroll: true });
    }
    card.hidden = true;
    card.replaceChildren();
    suggestions.replaceChildren();
    for (const retry of log.querySelectorAll('.retry')) retry.remove();
  }

  return {
    clearChoices,

    clear(): void {
      clearChoices();
      log.replaceChildren();
    },

    you(text: string): void {
      add('you', text);
    },

    assistant(text: string): void {
      add('assistant', text);
    },

    /** Begins a message of the assistant's. It is shown from its first words on. */
    begin(): Bubble {
      let words: HTMLElement | undefined;
      // Until it is whole, it is not to be read out in pieces.
      log.ariaBusy = 'true';
      const write = (text: string) => {
        if (words) words.textContent = text;
        else words = add('assistant', text);
        toEnd();
      };
      return {
        append: (text) => write((words?.textContent ?? '') + text),
        finish(text) {
          write(text);
          log.ariaBusy = 'false';
        },
        drop() {
          words?.parentElement?.remove();
          log.ariaBusy = 'false';
        },
      };
    },

    /** Says what went wrong; with a way to try it again, where there is one. */
    fail(text: string, retry?: () => void): void {
      add('failure', text, ...(retry ? [button('Try again', retry, 'retry')] : []));
    },

    suggest(texts: readonly string[], onChosen: (text: string) => void): void {
      suggestions.replaceChildren(...texts.map((text) => button(text, () => onChosen(text))));
      toEnd();
    },

    /** Shows what happens once it is confirmed. */
    propose({ summary }: PendingAction, onDecided: (decision: Decision) => void): void {
      card.replaceChildren(
        element('p', {}, summary),
        element(
          'div',
          { className: 'decisions' },
          button('Confirm', () => onDecided('confirm'), 'primary'),
          button('No', () => onDecided('reject')),
        ),
      );
      card.hidden = false;
      toEnd();
    },
  };
}
