import type { FromReader } from './messages.ts';

/** A reading thread ended, or failed in a way that it should not have; the message is for the user. */
export class ReaderEnded extends Error {}

/** What comes of one reading, in its order, from the thread that does it. */
export class Reading {
  readonly id: number;
  /** What was asked for, see `keyOf`. */
  readonly key: string;
  readonly #ready: FromReader[] = [];
  #failure: Error | undefined;
  #wake: (() => void) | undefined;
  #isDone = false;

  constructor(id: number, key: string) {
    this.id = id;
    this.key = key;
  }

  /** Nothing more will come. */
  get isDone(): boolean {
    return this.#isDone;
  }

  /** Takes what the thread says. */
  tell(message: FromReader): void {
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
  async next(): Promise<FromReader> {
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
