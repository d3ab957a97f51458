import type { ReadRequest } from '../readInBatches.ts';
import type { FromReading } from './messages.ts';

/** A reading thread ended, or failed in a way that it should not have; the message is for the user. */
export class ReaderEnded extends Error {}

/** A reading thread could not be started; nothing was read in it. */
export class ReaderMissing extends Error {}

/** What comes of one reading, in its order, from the thread that does it. */
export class Reading {
  readonly id: number;
  /** What was asked for. */
  readonly request: ReadRequest;
  readonly #ready: FromReading[] = [];
  #failure: Error | undefined;
  #wake: (() => void) | undefined;
  #isDone = false;

  constructor(id: number, request: ReadRequest) {
    this.id = id;
    this.request = request;
  }

  /** Nothing more will come. */
  get isDone(): boolean {
    return this.#isDone;
  }

  /** Takes what the thread says. */
  tell(message: FromReading): void {
    this.#ready.push(message);
    if (message.kind === 'done' || message.kind === 'failed') this.#isDone = true;
    this.#awake();
  }

  /** No more is wanted or will come: whoever waits is thrown the error. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.#isDone = true;
    this.#awake();
  }

  /** Waits for the next thing. Throws when the reading failed. */
  async next(): Promise<FromReading> {
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure;
      const message = this.#ready.shift();
      if (message !== undefined) return message;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #awake(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
