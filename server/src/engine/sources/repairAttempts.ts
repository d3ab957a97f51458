import { repairObject } from './repair.ts';
import type { RepairInput, RepairResult } from './repairTypes.ts';

/** No attempt is made to repair a value longer than this. */
const REPAIR_LIMIT = 16 * 1024 * 1024;

/** Bytes that may be looked at in vain, for every byte of the file and at least. */
const VAIN_SHARE = 4;
const VAIN_LEAST = 64 * 1024 * 1024;

/** Tries to repair the values of one file and keeps the time that takes within bounds. */
export class RepairAttempts {
  /** The last value could be repaired if the bytes behind the end of the stream were right. */
  isOpen = false;
  /** The next attempt waits until so many bytes of the value have come. */
  #length = 0;
  #inVain = 0;

  /** Another value is at hand. */
  begin(): void {
    this.isOpen = false;
    this.#length = 0;
  }

  /**
   * Tries to repair the value; `more` until enough of it has come, `failed` when there is no sense in waiting. Undefined when
   * too many attempts came to nothing: `offset` is where the value starts in the file.
   */
  attempt(input: RepairInput, offset: number): RepairResult | undefined {
    const { start, end, final } = input;
    const length = end - start;
    // An attempt starts from the beginning, so it waits until the bytes have doubled.
    if (!final && length < this.#length) return { kind: 'more' };
    if (this.#inVain > VAIN_LEAST + VAIN_SHARE * offset) return undefined;
    const isAll = length <= REPAIR_LIMIT;
    const result = repairObject(isAll ? input : { ...input, end: start + REPAIR_LIMIT, final: false });
    if (result.kind !== 'more') return result;
    if (length >= REPAIR_LIMIT) return { kind: 'failed', at: start + REPAIR_LIMIT, atEnd: false };
    this.#length = Math.min(2 * length, REPAIR_LIMIT);
    return result;
  }

  /** The value stays malformed. `seen` bytes of it were looked at. */
  gaveUp(result: RepairResult, seen: number): void {
    this.isOpen = result.kind === 'failed' && result.atEnd;
    this.#inVain += seen;
  }
}
