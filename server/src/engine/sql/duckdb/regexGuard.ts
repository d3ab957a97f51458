/**
 * JavaScript's regular expressions can take longer than anybody waits, and while one runs nothing else in the process
 * does: no timer, no request to stop. A guard takes the time of every row from outside and breaks off.
 */
import { createContext, Script } from 'node:vm';

/** Milliseconds for one text. */
const textLimit = 1000;

/** Milliseconds for the rows that the engine hands over in one go, about two thousand of them. */
const blockLimit = 8000;

/** Said to the user as it is. */
export class RegexTooSlow extends Error {
  constructor() {
    super(
      'Search for the pattern was given up: one of the regular expressions with look-around or back-references needs too long for some texts. Make it simpler, for example without a repetition inside a repetition.',
    );
    this.name = 'RegexTooSlow';
  }
}

const sandbox: { work: () => void } = { work: () => undefined };
const context = createContext(sandbox);
const script = new Script('work()');

/**
 * Calls a function for each row from 0 on. Throws `RegexTooSlow` when one row, or all of them together, take too long;
 * a row may be begun twice.
 */
export function guardRows(rows: number, compute: (row: number) => void): void {
  const end = performance.now() + blockLimit;
  let row = 0;
  while (row < rows) {
    const first = row;
    const finished = withinLimit(() => {
      for (; row < rows; row += 1) compute(row);
    });
    // Time that was spent on other rows is given back to the one at which the clock ran out.
    if (!finished && (row === first || performance.now() > end)) throw new RegexTooSlow();
  }
}

function withinLimit(work: () => void): boolean {
  sandbox.work = work;
  try {
    script.runInContext(context, { timeout: textLimit });
    return true;
  } catch (error) {
    if (isTimeout(error)) return false;
    throw error;
  } finally {
    sandbox.work = () => undefined;
  }
}

function isTimeout(error: unknown): boolean {
  // The error belongs to the other context, so it is no instance of this one's Error.
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
