import type { ResultPage, ResultSort } from '../../../server/src/protocol/engine.ts';
import type { FromResultsView, ToResultsView } from '../../../server/src/protocol/webview.ts';

/** The messages about pages are the same in all views. */
type Asked = Extract<FromResultsView, { readonly type: 'page' }>;
type Answered = Extract<ToResultsView, { readonly type: 'page' | 'pageFailed' }>;

interface Waiting {
  readonly resultId: string;
  readonly resolve: (page: ResultPage) => void;
  readonly reject: (error: Error) => void;
}

/** Pairs the requests of a view for rows of results with the answers of the host. */
export class PageRequests {
  readonly #send: (message: Asked) => void;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(send: (message: Asked) => void) {
    this.#send = send;
  }

  /** Asks for rows of a result; rejects with a sentence for the user when the host cannot give them. */
  fetch(resultId: string, offset: number, limit: number, sort: ResultSort | undefined): Promise<ResultPage> {
    this.#lastId += 1;
    const requestId = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(requestId, { resultId, resolve, reject });
      this.#send({ type: 'page', requestId, resultId, offset, limit, sort });
    });
  }

  /** Takes an answer; one that nobody waits for, or of another result, is ignored. */
  answer(message: Answered): void {
    const waiting = this.#waiting.get(message.requestId);
    if (waiting === undefined) return;
    if (message.type === 'page' && message.resultId !== waiting.resultId) return;
    this.#waiting.delete(message.requestId);
    if (message.type === 'page') waiting.resolve(message.page);
    else waiting.reject(new Error(message.message));
  }
}
