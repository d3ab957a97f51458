import type { DuckDBConnection } from '@duckdb/node-api';

import type { DiscoveredFile } from '../sources/discover.ts';
import { noShapes } from '../sources/format.ts';
import { unreadSummary } from '../sources/logSummary.ts';
import type { LogSummary } from '../sources/logSummary.ts';
import type { LogSource } from '../sources/readInBatches.ts';
import type { FilePart } from '../sources/readLog.ts';
import { isPlainReading } from '../sources/settings/reading.ts';
import type { ResolvedSource } from '../sources/settings/types.ts';
import { ReaderEnded } from '../sources/threads/reading.ts';
import { findCut, findTail, placeAfter } from './continuation.ts';
import type { Continuation, Cut } from './continuation.ts';
import { deleteFile, insertFileRow, insertFileRows, readContinuation } from './fileRows.ts';
import type { ReadFile } from './fileRows.ts';
import type { Transaction } from './limit.ts';
import { moveBlocks } from './messageIds.ts';
import type { Block } from './messageIds.ts';
import type { MessageWriter } from './messageWriter.ts';
import { loadPlainLines, plainFormOf } from './plainLines.ts';
import { joinSummaries, NotApart, summaryUpTo } from './partSummaries.ts';
import type { ProgressCounter } from './progress.ts';
import { requestOf, wholeOf } from './readers.ts';
import { writeMessages } from './writeMessages.ts';

/** One file to load. */
export interface FileLoad {
  readonly file: DiscoveredFile;
  readonly source: ResolvedSource;
  readonly fileId: number;
  /** A number that no message has, nor any after it: for a file that is read as a whole. */
  readonly firstId: number;
  /** What the store holds of the file. */
  readonly old: HeldFile | undefined;
  readonly signal: AbortSignal;
  readonly progress: ProgressCounter;
  readonly reader: LogSource;
}

/** What the store holds of a file that has changed. */
export interface HeldFile extends Block {
  /** Whether only what was appended may be read. */
  readonly mayContinue: boolean;
  /** How many messages it may have before others have their numbers. */
  readonly room: number;
}

/** What was read of a file, ready for its row. */
interface FileRead {
  readonly summary: LogSummary;
  readonly textBytes: number;
  readonly continuation: Continuation | undefined;
}

/** Parts can be joined when no message crosses lines or depends on the time of the last change. */
function isReadByLine({ reading: { multiline, times } }: ResolvedSource): boolean {
  return multiline.kind === 'off' && times.kind === 'detect';
}

/** Every record of a plain file is a line of its own, and nothing else is in it. */
function asLines({ bytes }: DiscoveredFile, summary: LogSummary): LogSummary {
  const { records } = summary;
  const shapes = { ...noShapes(), lines: records };
  return { ...summary, lines: { end: bytes - 1, line: records, shapes, isSettled: true } };
}

/** Brings files into the tables, each in one transaction, in the cheapest way that gives the right messages. */
export class FileLoader {
  readonly #connection: DuckDBConnection;
  readonly #hotFields: boolean;
  readonly #transaction: Transaction;

  constructor(connection: DuckDBConnection, hotFields: boolean, transaction: Transaction) {
    this.#connection = connection;
    this.#hotFields = hotFields;
    this.#transaction = transaction;
  }

  /**
   * Loads a file in place of what the store holds of it, and gives its numbers. Throws the signal's reason when it is
   * aborted.
   */
  async load(load: FileLoad): Promise<Block> {
    return (await this.#loadTail(load)) ?? (await this.#loadPlain(load)) ?? (await this.#loadCarefully(load));
  }

  /**
   * Loads small files that the store does not hold in one transaction: the statements around the reading cost more than
   * that. Their messages are numbered from the `firstId` of the first of them.
   */
  async loadTogether(loads: readonly FileLoad[]): Promise<readonly Block[]> {
    const [start] = loads;
    if (start === undefined) return [];
    return start.progress.attempt(() =>
      this.#transaction(() =>
        this.#fill(async (writer) => {
          const files: ReadFile[] = [];
          let { firstId } = start;
          for (const load of loads) {
            load.signal.throwIfAborted();
            const read = await this.#readNew({ ...load, firstId }, writer);
            files.push({ ...load, firstId, ...read });
            firstId += read.summary.records;
          }
          await insertFileRows(this.#connection, files);
          return files.map(({ fileId, firstId: first, summary: { records } }) => ({ fileId, first, records }));
        }),
      ),
    );
  }

  #loadCarefully(load: FileLoad): Promise<Block> {
    return this.#replace(load, () => this.#fill((writer) => this.#readNew(load, writer)));
  }

  /** Reads what was appended; undefined when the file has to be read as a whole, and then nothing has changed. */
  async #loadTail(load: FileLoad): Promise<Block | undefined> {
    const { file, old } = load;
    if (old?.mayContinue !== true || !isReadByLine(load.source)) return undefined;
    const { fileId, first, room } = old;
    const known = await readContinuation(this.#connection, fileId);
    if (known === undefined) return undefined;
    const cut = await findTail(file, known.place);
    if (cut === undefined) return undefined;
    const { place } = known;
    return this.#attempt(load, () =>
      this.#transaction(async () => {
        // The beginning of a line may have become a whole one.
        await this.#connection.run('DELETE FROM messages WHERE file_id = $1 AND message_id >= $2', [
          fileId,
          BigInt(first + place.records),
        ]);
        const start = { summary: summaryUpTo(place, known.rejected), place };
        const read = await this.#fill((writer) =>
          this.#readParts({ ...load, fileId, firstId: first }, writer, cut, start),
        );
        await this.#connection.run('DELETE FROM files WHERE file_id = $1', [fileId]);
        await insertFileRow(this.#connection, { ...load, fileId, firstId: first, ...read });
        const { records } = read.summary;
        if (records <= room) return { fileId, first, records };
        await moveBlocks(this.#connection, [{ fileId, delta: load.firstId - first }]);
        return { fileId, first: load.firstId, records };
      }),
    );
  }

  /** The quick way; undefined when the file is not for it, and then nothing has changed. */
  async #loadPlain(load: FileLoad): Promise<Block | undefined> {
    const { file, fileId, firstId: firstMessage, signal, progress } = load;
    // Without hot fields the database's checks cost as much as our own reading.
    const { reading } = load.source;
    if (!this.#hotFields || !isPlainReading(reading)) return undefined;
    const form = await plainFormOf(file);
    if (form === undefined) return undefined;
    let told = 0;
    const onProgress = (fraction: number): void => {
      const bytes = Math.max(told, Math.floor(fraction * file.bytes));
      progress.add(bytes - told, 0);
      told = bytes;
    };
    try {
      return await progress.attempt(() =>
        this.#replace(load, async () => {
          const { inflateLimit } = reading;
          const { summary, textBytes } = await loadPlainLines(this.#connection, {
            file,
            form,
            fileId,
            firstMessage,
            inflateLimit,
            signal,
            onProgress,
          });
          onProgress(1);
          progress.add(0, summary.records);
          const lines = form.compressed ? summary : asLines(file, summary);
          return { summary, textBytes, continuation: await placeAfter(file, file.bytes, lines) };
        }),
      );
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
  }

  /** Undefined when the file cannot be read in parts. */
  async #attempt(load: FileLoad, work: () => Promise<Block>): Promise<Block | undefined> {
    try {
      return await load.progress.attempt(work);
    } catch (error) {
      if (error instanceof NotApart) return undefined;
      throw error;
    }
  }

  #replace(load: FileLoad, read: () => Promise<FileRead>): Promise<Block> {
    return this.#transaction(async () => {
      if (load.old !== undefined) await deleteFile(this.#connection, load.old.fileId);
      const result = await read();
      await insertFileRow(this.#connection, { ...load, ...result });
      return { fileId: load.fileId, first: load.firstId, records: result.summary.records };
    });
  }

  /** Reads a file from its beginning, in parts where it ends in the middle of a line. */
  async #readNew(load: FileLoad, writer: MessageWriter): Promise<FileRead> {
    const cut = isReadByLine(load.source) ? await findCut(load.file) : undefined;
    if (cut !== undefined) {
      try {
        return await load.progress.attempt(() => this.#readParts(load, writer, cut, undefined));
      } catch (error) {
        if (!(error instanceof NotApart)) throw error;
        await writer.discard();
      }
    }
    return this.#readWhole(load, writer);
  }

  async #readWhole(load: FileLoad, writer: MessageWriter): Promise<FileRead> {
    const { file, source } = load;
    const { summary, textEnd } = await this.#write(load, writer, load.firstId, (read) => read(wholeOf(load)));
    const textBytes = summary.format.endsWith('+gzip') ? textEnd : file.bytes;
    const continuation = isReadByLine(source) ? await placeAfter(file, file.bytes, summary) : undefined;
    return { summary, textBytes, continuation };
  }

  /** Reads whole lines and then what is left, behind what was read before. Throws `NotApart`. */
  async #readParts(
    load: FileLoad,
    writer: MessageWriter,
    { whole, rest }: Cut,
    start: { readonly summary: LogSummary; readonly place: Continuation } | undefined,
  ): Promise<FileRead> {
    const { file } = load;
    let continuation = start?.place;
    const { summary } = await this.#write(load, writer, load.firstId + (start?.place.records ?? 0), async (read) => {
      let lines = start?.summary;
      if (whole !== undefined) {
        const found = await read(whole);
        lines = lines === undefined ? found : joinSummaries(lines, found);
        continuation = await placeAfter(file, whole.end + 1, lines);
      }
      if (lines === undefined) throw new NotApart();
      if (rest === undefined) return lines;
      if (continuation === undefined) throw new NotApart();
      return joinSummaries(lines, await read({ ...rest, line: continuation.line }));
    });
    // What came before is still there, and would be counted as nothing.
    if (start !== undefined && !summary.readable) throw new NotApart();
    return { summary, textBytes: file.bytes, continuation };
  }

  #fill<T>(work: (writer: MessageWriter) => Promise<T>): Promise<T> {
    return writeMessages(this.#connection, this.#hotFields, work);
  }

  /** Writes the messages that `work` reads, the first of them with the given number. */
  async #write(
    load: FileLoad,
    writer: MessageWriter,
    firstId: number,
    work: (read: (part: FilePart | undefined) => Promise<LogSummary>) => Promise<LogSummary>,
  ): Promise<{ readonly summary: LogSummary; readonly textEnd: number }> {
    const { fileId, signal, progress, reader } = load;
    let textEnd = 0;
    const read = (part: FilePart | undefined): Promise<LogSummary> =>
      reader.read(requestOf(load, part), signal, {
        async onBatch(batch) {
          await writer.add(batch);
          progress.add(0, batch.rows);
          textEnd = Math.max(textEnd, batch.textEnd);
        },
        onBytes(count) {
          progress.add(count, 0);
        },
      });
    const attempt = (): Promise<LogSummary> => {
      writer.begin(fileId, firstId);
      return progress.attempt(() => work(read));
    };
    try {
      return { summary: await attempt(), textEnd };
    } catch (error) {
      if (!(error instanceof ReaderEnded)) throw error;
    }
    // It may have been another file that ended the reading.
    await writer.discard();
    try {
      return { summary: await attempt(), textEnd };
    } catch (error) {
      if (!(error instanceof ReaderEnded)) throw error;
      await writer.discard();
      const reason = `The file could not be read: reading it ended unexpectedly (${error.message}).`;
      return { summary: unreadSummary(reason), textEnd: 0 };
    }
  }
}
