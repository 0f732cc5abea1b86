/** The thread in which texts are spoken. */
import { answerCalls } from './answer-calls.js';
import { loadFlite, type SpokenUtterance, type Utterance } from './flite-voice.js';

/** What was spoken, or nothing where the engine is not installed. */
export type FliteAnswer = SpokenUtterance | undefined;

const loading = loadFlite();

answerCalls<Utterance, FliteAnswer>(async (utterance) => (await loading)?.speak(utterance));
