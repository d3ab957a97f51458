import type { DiagnosticCode } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { TextRange } from '../syntax/range.ts';

/** The findings of a query while it is read. Answers in constant time what has been said of a place. */
export class Problems {
  private found: Diagnostic[] = [];
  private readonly starts = new Set<number>();
  private readonly unclosed: TextRange[] = [];

  add(problem: Diagnostic): void {
    this.found.push(problem);
    this.starts.add(problem.range.start);
    if (problem.code === 'syntax.unclosed-parenthesis') this.unclosed.push(problem.range);
  }

  /** True when the token that begins here has been told of, as stray or never closed. */
  toldOf({ start }: TextRange): boolean {
    return this.starts.has(start);
  }

  /** True when a bracket that is never closed has been told of between two offsets. */
  toldOfBracket(start: number, end: number): boolean {
    return this.unclosed.some((range) => range.start >= start && range.end <= end);
  }

  /** Takes back findings of one kind inside a range, whose text turned out to have no meaning here. */
  forgive(code: DiagnosticCode, { start, end }: TextRange): void {
    if (this.found.some(({ code: other }) => other === code))
      this.found = this.found.filter(
        ({ code: other, range }) => other !== code || range.end <= start || end <= range.start,
      );
  }

  /** Every finding, in the order in which they were made. */
  list(): readonly Diagnostic[] {
    return this.found;
  }
}
