/** The nodes of the tree of sources. Types only. */

/** What a file's icon says, the most urgent first. */
export type FileState = 'rejected' | 'empty' | 'noted' | 'compressed' | 'read';

/** A name and what is said under it. */
export type Fact = readonly [name: string, value: string];

interface NodeTexts {
  /** The same for the same thing in every report. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** What a screen reader says. */
  readonly spoken: string;
}

/** A source category with its files. */
export interface CategoryNode extends NodeTexts {
  readonly kind: 'category';
  readonly category: string;
  readonly children: readonly FileNode[];
}

/** A log file. */
export interface FileNode extends NodeTexts {
  readonly kind: 'file';
  readonly path: string;
  readonly bytes: number;
  readonly category: string;
  readonly state: FileState;
  /** False when its bytes are not the text that was read, so an editor could not show it. */
  readonly isText: boolean;
  readonly facts: readonly Fact[];
  readonly children: readonly (RejectedNode | MoreNode)[];
}

/** A piece of a file that was rejected. Line and column count from one. */
export interface RejectedNode extends NodeTexts {
  readonly kind: 'rejected';
  readonly path: string;
  readonly bytes: number;
  readonly isText: boolean;
  readonly line: number;
  readonly column: number;
}

/** Rejected pieces that have no node of their own. */
export interface MoreNode extends NodeTexts {
  readonly kind: 'more';
  readonly path: string;
}

/** Anything in the tree of log sources. */
export type SourceNode = CategoryNode | FileNode | RejectedNode | MoreNode;
