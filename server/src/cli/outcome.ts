/** Exit codes of `sesq`; scripts rely on them. */
export const exitCodes = { done: 0, wrongInput: 1, wrongUsage: 2, engineFailed: 3, interrupted: 130 } as const;

/** One of the exit codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Why a command cannot go on: a sentence for the user and the code to leave with. */
export interface Problem {
  readonly kind: 'problem';
  readonly exitCode: ExitCode;
  readonly message: string;
}

/** A value, or why there is none. */
export type Outcome<T> = { readonly kind: 'ok'; readonly value: T } | Problem;

/** A good outcome. */
export function ok<T>(value: T): Outcome<T> {
  return { kind: 'ok', value };
}

/** The command line itself is wrong. */
export function usageProblem(message: string): Problem {
  return { kind: 'problem', exitCode: exitCodes.wrongUsage, message };
}

/** The query or the logs are wrong. */
export function inputProblem(message: string): Problem {
  return { kind: 'problem', exitCode: exitCodes.wrongInput, message };
}

/** The engine could not finish. */
export function engineProblem(message: string): Problem {
  return { kind: 'problem', exitCode: exitCodes.engineFailed, message };
}
