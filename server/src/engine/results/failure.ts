/** What users are told when the engine gives up. */
import { DAMAGE } from '../store/damage.ts';

const sentences: readonly (readonly [pattern: RegExp, sentence: string])[] = [
  [DAMAGE, 'The store of loaded logs is damaged. Ask again: it is then built anew from the log files.'],
  [
    /max_temp_directory_size|failed to offload/i,
    'The query needs more disk space for its intermediate results than it may borrow. Narrow the time range or the search.',
  ],
  [
    /out of memory/i,
    'The query needs more memory than the engine may use. Narrow the time range or the search, or raise the memory limit.',
  ],
  [
    /Search for the pattern was given up/,
    'A regular expression with look-around or back-references took too long on some message and was stopped. Make it simpler, for example without a repetition inside a repetition.',
  ],
  [/no space left|could not write/i, 'The disk is full. Free some space and run the query again.'],
  [
    /regexp?|regular expression|perl operator|missing [\])]|repetition|escape sequence|character class|trailing \\/i,
    'The engine cannot run one of the regular expressions in the query. Simplify it.',
  ],
];

/** A sentence for an error of any kind; never a stack or a statement. */
export function describeFailure(error: unknown): string {
  const known = describeKnownFailure(error);
  if (known !== undefined) return known;
  const message = error instanceof Error ? error.message : String(error);
  const firstLine = message.split('\n', 1)[0] ?? '';
  return `The engine could not finish: ${firstLine.slice(0, 300)}`;
}

/** The sentence for an error that is known; undefined for any other. */
export function describeKnownFailure(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : String(error);
  return sentences.find(([pattern]) => pattern.test(message))?.[1];
}

/** True for the reason of an aborted signal. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
