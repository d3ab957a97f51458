import { containerName } from './containers.ts';
import type { Container, Opening } from './containers.ts';
import type { Position } from './position.ts';

/** The list whose elements are framed one by one, if there is one. */
export class FrameContainer {
  kind: Container = 'none';
  /** Stream offset and place of its beginning. */
  at = 0;
  start: Position = { line: 0, column: 0 };
  /** How many elements were framed. */
  elements = 0;
  /** A comma, or the opening bracket, came last. */
  isCommaSeen = true;
  /** Objects that are open around the elements. */
  depth = 0;

  /** Elements are framed rather than values of their own. */
  get isOpen(): boolean {
    return this.kind !== 'none';
  }

  /** As it is called in notes. */
  get name(): string {
    return containerName(this.kind);
  }

  /** A list begins. */
  enter({ container, depth }: Opening, at: number, start: Position): void {
    this.kind = container;
    this.depth = depth;
    this.at = at;
    this.start = start;
    this.elements = 0;
    this.isCommaSeen = true;
  }

  /** Values stand for themselves again. */
  leave(): void {
    this.kind = 'none';
  }

  /** An element was framed; a malformed one ends wherever it does. */
  count(isCommaSeen: boolean): void {
    this.elements++;
    this.isCommaSeen = isCommaSeen;
  }
}
