import { following, type Followed } from "./following.js";
import { OPERATIONS } from "./operations.js";
import { Problem } from "./problem.js";
import { PATIENCE, persisting, type Patience } from "./retrying.js";
import type { Input, InputOf, ItemOf, OperationName, OutputOf, PagedName } from "./types.js";

export interface Options extends Partial<Patience> {
  readonly baseUrl: string;
  /** `hvk_live_…`; left out where the server asks nobody, or a cookie says who it is. */
  readonly key?: string;
  readonly fetch?: typeof fetch;
}

export class HuuvaClient {
  readonly #options: Options;
  readonly #base: URL;
  readonly #patience: Patience;

  constructor(options: Options) {
    this.#options = options;
    this.#base = new URL(options.baseUrl.replace(/\/*$/, "/"));
    this.#patience = { ...PATIENCE, ...options };
  }

  /** Does an operation of the API by its name, such as `placeOrder`. Throws a `Problem` where it is refused.
   *
   * It is sent again where the network fails and where the answer is 429, 502, 503 or 504, as long as that does no
   * more than once: a POST goes under one `Idempotency-Key` for all its attempts, a PATCH needs `if-match`.
   */
  async call<Name extends OperationName>(name: Name, ...[given]: InputOf<Name>): Promise<OutputOf<Name>> {
    const input: Input = given ?? {};
    const operation: { method: string; path: string; keyed?: true } = OPERATIONS[name];
    const { method, keyed } = operation;
    const headers = headersOf(input);
    if (keyed && !headers.has("Idempotency-Key")) headers.set("Idempotency-Key", randomKey());
    const safe = keyed ?? (headers.has("If-Match") || ["GET", "PUT", "DELETE"].includes(method));
    const url = this.#url(operation.path, input);
    const body = bodyOf(input, headers);
    const send = (signal: AbortSignal) => this.#fetch(url, { method, headers, body, signal });
    const answer = await persisting(send, safe, this.#patience, input.signal);
    if (answer.status >= 400) throw Problem.of(answer.status, answer.text);
    return (answer.text ? JSON.parse(answer.text) : undefined) as OutputOf<Name>;
  }

  /** All that a listing has, page by page as it is needed. */
  async *each<Name extends PagedName>(name: Name, ...[given]: InputOf<Name>): AsyncGenerator<ItemOf<Name>> {
    const input: Input = given ?? {};
    for (let cursor = input.query?.["cursor"]; ; ) {
      const query = { ...input.query, ...(cursor ? { cursor } : {}) };
      const page = (await this.call(name, ...([{ ...input, query }] as unknown as InputOf<Name>))) as {
        items: ItemOf<Name>[];
        nextCursor: string | null;
      };
      yield* page.items;
      if (page.nextCursor === null) return;
      cursor = page.nextCursor;
    }
  }

  /** A location's events as they are committed, from `after` on or from now: none is missed, none comes twice.
   *
   * It ends when `signal` says so, and throws the `Problem` that waiting doesn't mend, such as a revoked key.
   */
  follow(
    query: { readonly locationId?: string; readonly station?: string; readonly after?: string },
    signal?: AbortSignal,
  ): AsyncGenerator<Followed> {
    const { after, ...where } = query;
    const open = (cursor: string | undefined, signal: AbortSignal) => {
      const url = this.#url(OPERATIONS.streamEvents.path, { query: { ...where, after: cursor } });
      return this.#fetch(url, { headers: { Accept: "text/event-stream" }, signal });
    };
    return following(open, this.#patience.silenceMs, after, signal);
  }

  #url(path: string, { path: inPath = {}, query = {} }: Input): URL {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(inPath[name])));
    const url = new URL(filled.slice(1), this.#base);
    for (const [name, value] of Object.entries(query)) {
      for (const each of [value].flat()) if (each != null) url.searchParams.append(name, String(each));
    }
    return url;
  }

  #fetch(url: URL, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.#options.key) headers.set("Authorization", `Bearer ${this.#options.key}`);
    return (this.#options.fetch ?? fetch)(url, { ...init, headers, redirect: "error" });
  }
}

function headersOf({ header = {} }: Input): Headers {
  const given = Object.entries(header).filter(([, value]) => value != null);
  return new Headers([["Accept", "application/json"], ...given.map(([name, value]) => [name, String(value)] as [string, string])]);
}

function bodyOf({ body }: Input, headers: Headers): BodyInit | null {
  if (body === undefined) return null;
  if (body instanceof Blob) return body; // which says what it is
  headers.set("Content-Type", "application/json");
  return JSON.stringify(body);
}

/** Unlike `crypto.randomUUID` also where a page came without TLS, as in a kitchen's own network. */
const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
