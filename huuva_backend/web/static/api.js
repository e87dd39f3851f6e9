// Questions to the server, and how it can fail to answer them.

const PATIENCE = 5000;

/** The server said no: `problem` is its RFC 9457 answer. */
export class Refusal extends Error {
  constructor(problem) {
    super(problem.detail || problem.title);
    this.problem = problem;
  }
}

/** A query string without what isn't there. Lists are repeated. */
export function query(parameters) {
  const pairs = Object.entries(parameters)
    .flatMap(([name, value]) => [value].flat().map((one) => [name, one]))
    .filter(([, value]) => value || value === 0);
  return new URLSearchParams(pairs).toString();
}

/** Any other error than a `Refusal` means that nobody knows what the server did. */
export async function ask(path, { method = "GET", body, headers = {}, patience = PATIENCE } = {}) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), patience);
  try {
    const answer = await fetch(path, {
      method,
      headers: body ? { "Content-Type": "application/json", ...headers } : headers,
      body: body && JSON.stringify(body),
      cache: "no-store",
      signal: control.signal,
    });
    const content = answer.status === 204 ? null : await answer.json();
    if (!answer.ok) throw new Refusal(content);
    return content;
  } catch (error) {
    throw error instanceof Refusal ? error : new Error("The server doesn't answer.");
  } finally {
    clearTimeout(timer);
  }
}

/** After the epoch. */
export const numberOf = (cursor) => Number(cursor.split(".").pop());

/** Text as a header's value: the server reads UTF-8 there, `fetch` takes bytes only. */
export function headerText(text) {
  return String.fromCharCode(...new TextEncoder().encode(text));
}
