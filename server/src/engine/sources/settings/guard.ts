import { guardRows, RegexTooSlow } from '../../sql/duckdb/regexGuard.ts';

/** After so many texts that an expression takes too long on, no more are tried. */
const PATIENCE = 3;

/** Reading cannot go on: the message is a sentence for the user. */
export class ReadingStopped extends Error {}

/** Keeps regular expressions of the settings from holding up reading: each text has a second. For one file. */
export class Guard {
  #slow = 0;

  /**
   * Calls `compute` for 0 up to `count`, perhaps twice for some; `onSlow` instead for those that take too long, with the
   * number of them so far. Throws `ReadingStopped` when there are too many of those.
   */
  each(count: number, compute: (index: number) => void, onSlow: (index: number) => void): void {
    let done = 0;
    while (done < count) {
      const base = done;
      let current = base;
      try {
        guardRows(count - base, (row) => {
          current = base + row;
          compute(current);
        });
        return;
      } catch (error) {
        if (!(error instanceof RegexTooSlow)) throw error;
        onSlow(current);
        done = current + 1;
        if (++this.#slow >= PATIENCE)
          throw new ReadingStopped(
            'Reading was stopped before the end of the file: a regular expression of its source takes too long. Make it simpler, for example without a repetition inside a repetition.',
          );
      }
    }
  }
}
