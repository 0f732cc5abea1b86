import { type Assistant, signIn } from './assistant.js';
import { part } from './dom.js';
import { troubleOf } from './refusal.js';
import { createTalk } from './talk.js';

const form = part('sign-in', HTMLFormElement);
const page = part('talk', HTMLElement);
const server = part('server', HTMLInputElement);
const email = part('email', HTMLInputElement);
const password = part('password', HTMLInputElement);
const submit = part('sign-in-button', HTMLButtonElement);
const trouble = part('sign-in-trouble', HTMLElement);
const talk = createTalk(leave);
let assistant: Assistant | undefined;

server.value = new URLSearchParams(location.search).get('server') ?? 'http://localhost:8002';

async function enter(): Promise<void> {
  trouble.textContent = '';
  submit.disabled = true;
  try {
    assistant = await signIn(server.value, email.value, password.value);
    password.value = '';
    form.hidden = true;
    page.hidden = false;
    talk.open(assistant);
  } catch (error) {
    trouble.textContent = troubleOf(error).text;
  } finally {
    submit.disabled = false;
  }
}

function leave(reason: string): void {
  // What cannot be ended now ends by itself.
  assistant?.signOut().catch(() => undefined);
  assistant = undefined;
  talk.close();
  page.hidden = true;
  form.hidden = false;
  trouble.textContent = reason;
  email.focus();
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void enter();
});
part('sign-out', HTMLButtonElement).addEventListener('click', () => leave(''));
