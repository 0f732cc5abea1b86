import type { ChatReply } from '@medcor/sdk';
import { type Assistant, type Message, newId, type SpokenMessage } from './assistant.js';
import { type Bubble, createConversation } from './conversation.js';
import { part } from './dom.js';
import { createMicrophone } from './microphone.js';
import { createNotices } from './notices.js';
import { troubleOf } from './refusal.js';
import { createVoice } from './voice.js';
import { activityOf, openers } from './words.js';

/** The conversation: hands what is written, said and pressed to the assistant, and shows what comes back. */
export function createTalk(onSignedOut: (reason: string) => void) {
  const conversation = createConversation();
  const notices = createNotices();
  const who = part('who', HTMLElement);
  const status = part('status', HTMLElement);
  const activity = part('activity', HTMLElement);
  const composer = part('composer', HTMLFormElement);
  const text = part('text', HTMLInputElement);
  const speakAll = part('speak-all', HTMLInputElement);
  let assistant: Assistant | undefined;
  let isBusy = false;
  let underWay = Promise.resolve();

  const tell = (words: string, subtly = '') => {
    status.textContent = words;
    activity.textContent = subtly;
  };
  const voice = createVoice(() => tell('I have no voice at the moment.'));
  const microphone = createMicrophone({
    onStart() {
      voice.hush();
      tell('Listening: press again to send.');
    },
    onTick(seconds) {
      activity.textContent = `${seconds} s`;
    },
    onRecorded: (recording) => void hear({ recording, key: newId() }),
    onTrouble(words) {
      tell('');
      conversation.fail(words);
    },
  });

  /** One thing at a time: a conversation is answered in order. */
  function attempt(work: (current: Assistant) => Promise<void>, again: () => void): Promise<void> {
    underWay = underWay.then(async () => {
      const current = assistant;
      if (!current) return;
      isBusy = true;
      conversation.clearChoices();
      try {
        await work(current);
      } catch (error) {
        // Signed out meanwhile: whoever looks at the page now has nothing to do with it.
        if (assistant === current) showTrouble(error, again);
      } finally {
        isBusy = false;
      }
    });
    return underWay;
  }

  function showTrouble(error: unknown, again: () => void): void {
    const trouble = troubleOf(error);
    tell('');
    if (trouble.isSignedOut) {
      onSignedOut(trouble.text);
      return;
    }
    if (trouble.suggestion) {
      // Nothing is broken: the conversation goes on from here.
      conversation.assistant(trouble.text);
      conversation.suggest([trouble.suggestion], (words) => say(words));
      return;
    }
    conversation.fail(trouble.text, trouble.canRetry ? again : undefined);
  }

  function say(message: string, confirm?: Message['confirm']): void {
    if (isBusy) return;
    microphone.cancel();
    conversation.you(message);
    void deliver({ message, confirm, client_message_id: newId() });
  }

  function deliver(message: Message): Promise<void> {
    voice.hush();
    tell('', '…');
    return attempt(
      async (current) => {
        const bubble = conversation.begin();
        try {
          const reply = await current.send(message, {
            onText: bubble.append,
            onTool: (name) => tell('', activityOf(name)),
          });
          show(reply, bubble);
          if (speakAll.checked) void voice.say((signal) => current.speak(reply.reply, signal));
        } catch (error) {
          bubble.drop();
          throw error;
        }
      },
      () => void deliver(message),
    );
  }

  function hear(message: SpokenMessage): Promise<void> {
    tell('Making out what you said…');
    return attempt(
      async (current) => {
        const { transcript, audio, ...reply } = await current.hear(message);
        conversation.you(transcript.text);
        show(reply, conversation.begin());
        void voice.say(() => (audio ? [audio] : []));
      },
      () => void hear(message),
    );
  }

  function show(reply: ChatReply, bubble: Bubble): void {
    const { pending_action: pending, suggestions, safety } = reply;
    bubble.finish(reply.reply);
    tell('');
    notices.show(safety);
    // Only what reads as a yes confirms: the others are messages like any other.
    const yes = suggestions.find((words) => /^yes\b/i.test(words)) ?? 'Yes';
    const no = suggestions.find((words) => /^no\b/i.test(words)) ?? 'No, thanks';
    if (!pending) {
      conversation.suggest(suggestions, (words) => say(words));
      return;
    }
    const decide = (decision: 'confirm' | 'reject') =>
      say(decision === 'confirm' ? yes : no, { action_id: pending.action_id, decision });
    conversation.propose(pending, decide);
    conversation.suggest(suggestions, (words) => {
      if (words === yes) decide('confirm');
      else if (words === no) decide('reject');
      else say(words);
    });
  }

  composer.addEventListener('submit', (event) => {
    event.preventDefault();
    const message = text.value.trim();
    if (message === '') return;
    if (isBusy) {
      tell('One moment: I am still answering.');
      return;
    }
    text.value = '';
    say(message);
  });
  speakAll.addEventListener('change', () => {
    if (!speakAll.checked) voice.hush();
  });

  return {
    open(current: Assistant): void {
      assistant = current;
      part('who', HTMLElement).textContent =
        `Signed in as ${current.user.first_name} ${current.user.last_name}`;
      conversation.assistant(
        `Hello ${current.user.first_name}! How can I help? Write to me, or press the microphone and speak.`,
      );
      conversation.suggest(openers, (words) => say(words));
      text.focus();
    },
    close(): void {
      assistant = undefined;
      microphone.cancel();
      voice.hush();
      notices.clear();
      conversation.clear();
      who.textContent = '';
      text.value = '';
      speakAll.checked = false;
      tell('');
    },
  };
}
