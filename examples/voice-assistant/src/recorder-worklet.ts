/** Runs on the audio thread, and hands on what the microphone hears. TypeScript has no types of that thread. */
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

class Recorder extends AudioWorkletProcessor {
  process([input]: Float32Array[][]): boolean {
    const [channel] = input ?? [];
    // Copied: the browser uses the same memory for the next samples.
    if (channel) this.port.postMessage(channel.slice());
    return true;
  }
}

registerProcessor('recorder', Recorder);

export {};
