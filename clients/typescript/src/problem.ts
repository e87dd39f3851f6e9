import type { components } from "./schema.js";

type Described = components["schemas"]["Problem"];

/** What the API refuses, or fails at (RFC 9457). `code` is stable, `detail` is for people. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string | null;
  /** What is wrong with the request, and where: each `pointer` is a JSON pointer into its body, or such as `query/limit`. */
  readonly errors: components["schemas"]["ProblemFault"][];
  /** All that was said, with the members of this code alone, such as `version` of `stale-version`. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    readonly status: number,
    described: Partial<Described>,
  ) {
    const title = described.title ?? `HTTP ${status}`;
    super(described.detail ?? title);
    this.title = title;
    this.detail = described.detail ?? title;
    // Who stands in between, such as a proxy, answers in other words.
    this.code = described.code ?? `http-${status}`;
    this.requestId = described.requestId ?? null;
    this.errors = described.errors ?? [];
    this.members = described;
  }

  static of(status: number, text: string): Problem {
    try {
      const described: unknown = JSON.parse(text);
      if (described !== null && typeof described === "object") return new Problem(status, described as Partial<Described>);
    } catch {
      // No JSON.
    }
    return new Problem(status, {});
  }
}
