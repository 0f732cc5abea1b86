import { part } from './dom.js';
import { CannotRecord, LONGEST_MS, type Recording, startRecording } from './recorder.js';

export interface MicrophoneUser {
  onStart(): void;
  onTick(seconds: number): void;
  onRecorded(recording: Blob): void;
  onTrouble(text: string): void;
}

/** The button that is pressed to speak, and pressed again when all is said. */
export function createMicrophone({ onStart, onTick, onRecorded, onTrouble }: MicrophoneUser) {
  const control = part('microphone', HTMLButtonElement);
  let recording: Recording | undefined;
  /** Names the last press: asking for the microphone takes as long as its owner thinks it over. */
  let wish: symbol | undefined;
  let endTimers = () => {};

  function show(isOn: boolean): void {
    control.ariaPressed = String(isOn);
    control.ariaLabel = isOn ? 'Stop, and send what was said' : 'Speak';
  }

  function reset(): void {
    endTimers();
    recording = undefined;
    wish = undefined;
    show(false);
  }

  async function start(): Promise<void> {
    const own = Symbol('wish');
    wish = own;
    const started = await startRecording().catch((error) => {
      if (wish === own) reset();
      throw error;
    });
    if (wish !== own) {
      started.discard();
      return;
    }
    recording = started;
    onStart();
    show(true);
    const began = Date.now();
    const tick = setInterval(() => onTick(Math.floor((Date.now() - began) / 1000)), 1000);
    const limit = setTimeout(stop, LONGEST_MS);
    endTimers = () => {
      clearInterval(tick);
      clearTimeout(limit);
    };
  }

  async function stop(): Promise<void> {
    const ending = recording;
    reset();
    if (ending) await attempt(async () => onRecorded(await ending.stop()));
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      onTrouble(error instanceof CannotRecord ? error.message : 'The recording did not work.');
    }
  }

  control.addEventListener('click', () => {
    if (recording) void stop();
    else if (!wish) void attempt(start);
  });
  return {
    /** Ends a recording that is not wanted any more. */
    cancel(): void {
      recording?.discard();
      reset();
    },
  };
}
