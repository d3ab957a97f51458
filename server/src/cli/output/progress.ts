import type { EngineProgress } from '../../protocol/engine.ts';
import type { Output } from '../context.ts';
import { counted, formatBytes } from './statistics.ts';

const phases: Readonly<Record<EngineProgress['phase'], string>> = {
  scanning: 'Looking for files',
  loading: 'Reading files',
  running: 'Running the query',
};

const clearLine = '\r\u001B[K';

/** Milliseconds between two updates of the line. */
const interval = 100;

/** One line on a terminal that is rewritten as the engine gets on; on anything else, nothing. */
export interface ProgressLine {
  readonly update: (progress: EngineProgress) => void;
  /** Removes the line so that other text can follow. */
  readonly clear: () => void;
}

/** Starts a progress line; `clock` gives milliseconds. */
export function progressLine(output: Output, clock: () => number = Date.now): ProgressLine {
  let shownAt: number | undefined;
  return {
    update: (progress) => {
      const time = clock();
      if (!output.isTerminal || (shownAt !== undefined && time - shownAt < interval)) return;
      shownAt = time;
      void output.write(clearLine + progressText(progress));
    },
    clear: () => {
      if (shownAt !== undefined) void output.write(clearLine);
      shownAt = undefined;
    },
  };
}

/** Such as `42 % Reading files, 12.0 MB, 5,918 records`. */
export function progressText({ phase, fraction, bytes, records }: EngineProgress): string {
  const percent = fraction === undefined ? '' : `${String(Math.floor(fraction * 100))} % `;
  const amounts = phase === 'loading' ? `, ${formatBytes(bytes)}, ${counted(records, 'record')}` : '';
  return `${percent}${phases[phase]}${amounts}`;
}
