/** When a request is sent again, and how long is waited before. */

export interface Patience {
  /** How often a request is sent in all. */
  readonly attempts: number;
  /** How long one attempt may take. */
  readonly timeoutMs: number;
  /** What is waited first at most; it doubles each time. */
  readonly backOffMs: number;
  /** No wait is longer, and what asks for a longer one is not sent again. */
  readonly longestWaitMs: number;
  /** A stream in which nothing is heard for so long is dead; the server says something every 15 s. */
  readonly silenceMs: number;
}

export const PATIENCE: Patience = {
  attempts: 5,
  timeoutMs: 30_000,
  backOffMs: 250,
  longestWaitMs: 60_000,
  silenceMs: 45_000,
};

export interface Answer {
  readonly status: number;
  readonly retryAfterMs: number | null;
  readonly text: string;
}

/** `safe`: to send it twice does no more than once. What isn't is sent again only where nothing was done: 429. */
export async function persisting(
  send: (signal: AbortSignal) => Promise<Response>,
  safe: boolean,
  { attempts, timeoutMs, ...pace }: Patience,
  signal?: AbortSignal,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const timeout = AbortSignal.timeout(timeoutMs);
    let answer: Answer | null = null;
    try {
      answer = await read(await send(signal ? AbortSignal.any([signal, timeout]) : timeout));
    } catch (failure) {
      // The network's: it may have been done.
      if (!safe || attempt >= attempts || signal?.aborted) throw failure;
    }
    const wait = delay(attempt, answer?.retryAfterMs ?? null, pace);
    if (answer && (!isPassing(answer.status, safe) || attempt >= attempts || wait === null)) return answer;
    await pause(wait ?? 0, signal);
  }
}

async function read(response: Response): Promise<Answer> {
  return { status: response.status, retryAfterMs: retryAfter(response.headers), text: await response.text() };
}

export const isPassing = (status: number, safe = true): boolean =>
  status === 429 || (safe && (status === 502 || status === 503 || status === 504));

/** What `Retry-After` says, in seconds or as a date. */
export function retryAfter(headers: Headers): number | null {
  const said = headers.get("retry-after");
  if (said === null) return null;
  const ms = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now();
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

/** At random up to a limit that doubles, so that who failed together doesn't come back together. Null: too long. */
export function delay(
  attempt: number,
  atLeastMs: number | null,
  { backOffMs, longestWaitMs }: Pick<Patience, "backOffMs" | "longestWaitMs">,
): number | null {
  const jitter = Math.random() * Math.min(backOffMs * 2 ** (attempt - 1), longestWaitMs);
  if (atLeastMs === null) return jitter;
  return atLeastMs > longestWaitMs ? null : atLeastMs + jitter;
}

export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(done, ms);
    function done() {
      signal?.removeEventListener("abort", stop);
      resolve();
    }
    function stop() {
      clearTimeout(timer);
      reject(signal?.reason);
    }
    signal?.addEventListener("abort", stop, { once: true });
  });
}
