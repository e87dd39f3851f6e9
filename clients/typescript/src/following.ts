import { messages, type Message } from "./messages.js";
import { Problem } from "./problem.js";
import { delay, isPassing, pause, retryAfter } from "./retrying.js";
import type { components } from "./schema.js";

export type Followed =
  | { readonly kind: "event"; readonly cursor: string; readonly event: components["schemas"]["EventRead"] }
  /** What came before `cursor` can't be told any more: take a new snapshot. */
  | { readonly kind: "reset"; readonly cursor: string };

const LONGEST_WAIT_MS = 30_000;

type Open = (cursor: string | undefined, signal: AbortSignal) => Promise<Response>;

/** Events as they come, over as many connections as it takes. Throws the `Problem` that waiting doesn't mend. */
export async function* following(
  open: Open,
  silenceMs: number,
  after?: string,
  signal?: AbortSignal,
): AsyncGenerator<Followed> {
  let cursor = after;
  let comesBackMs = 1000;
  for (let failures = 0; ; ) {
    const connection = new Connection(silenceMs, signal);
    let atLeastMs = comesBackMs;
    try {
      const response = await open(cursor, connection.signal);
      if (response.ok && response.body) {
        for await (const message of messages(response.body, connection.isAlive)) {
          failures = 0;
          cursor = message.id || cursor;
          comesBackMs = message.retryMs ?? comesBackMs;
          const followed = told(message);
          if (followed) yield followed;
          atLeastMs = message.event === "bye" ? 0 : comesBackMs;
        }
      } else {
        const problem = Problem.of(response.status, await response.text());
        if (response.status === 410) {
          cursor = newest(problem);
          yield { kind: "reset", cursor };
        } else if (!isPassing(response.status)) throw problem;
        atLeastMs = retryAfter(response.headers) ?? comesBackMs;
      }
    } catch (failure) {
      if (failure instanceof Problem || failure instanceof SyntaxError || signal?.aborted) throw failure;
    } finally {
      connection.close();
    }
    failures += 1;
    const pace = { backOffMs: comesBackMs, longestWaitMs: LONGEST_WAIT_MS };
    await pause(delay(failures, atLeastMs, pace) ?? atLeastMs, signal);
  }
}

function told({ id, event, data }: Message): Followed | null {
  if (event === "reset") return { kind: "reset", cursor: id };
  if (event !== "message" || data === null) return null;
  return { kind: "event", cursor: id, event: JSON.parse(data) };
}

function newest(problem: Problem): string {
  if (typeof problem.members["newest"] !== "string") throw problem;
  return problem.members["newest"];
}

/** Is given up where nothing is heard for long: a dead network says nothing. */
class Connection {
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly signal: AbortSignal;

  constructor(
    private readonly silenceMs: number,
    signal?: AbortSignal,
  ) {
    this.signal = signal ? AbortSignal.any([signal, this.#controller.signal]) : this.#controller.signal;
    this.isAlive();
  }

  readonly isAlive = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.close(), this.silenceMs);
  };

  close(): void {
    clearTimeout(this.#timer);
    this.#controller.abort();
  }
}
