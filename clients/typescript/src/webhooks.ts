import type { webhooks } from "./schema.js";

/** What an endpoint is told. `webhook-id` tells repeats apart. */
export type WebhookMessage = webhooks[keyof webhooks]["post"]["requestBody"]["content"]["application/json"];

export class WebhookRefused extends Error {
  override readonly name = "WebhookRefused";
}

type HeadersGiven = Headers | Record<string, string | string[] | undefined>;

const TOLERANCE_SECONDS = 300;

/** The message, if one of the secrets signed it lately (Standard Webhooks); else throws `WebhookRefused`.
 *
 * `body` is the text as it came: what was parsed and written again is signed by nobody. Several secrets: while one is
 * rotated.
 */
export async function verify(
  secrets: string | readonly string[],
  headers: HeadersGiven,
  body: string,
  now: number = Date.now() / 1000,
): Promise<WebhookMessage> {
  const [id, timestamp, signatures] = ["id", "timestamp", "signature"].map((name) => header(headers, `webhook-${name}`));
  if (!(Math.abs(now - Number(timestamp)) <= TOLERANCE_SECONDS)) throw new WebhookRefused("Signed too long ago, or ahead");
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const secret of [secrets].flat()) {
    const key = await hmac(secret);
    for (const [version, signature] of signatures!.split(" ").map((each) => each.split(","))) {
      if (version === "v1" && signature && (await isBy(key, signature, signed))) return JSON.parse(body);
    }
  }
  throw new WebhookRefused("Signed with none of the secrets");
}

function header(headers: HeadersGiven, name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  if (typeof value !== "string" || value === "") throw new WebhookRefused(`No ${name}`);
  return value;
}

const hmac = (secret: string): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", bytes(secret.replace(/^whsec_/, "")), { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);

/** In constant time. */
async function isBy(key: CryptoKey, signature: string, signed: Uint8Array<ArrayBuffer>): Promise<boolean> {
  try {
    return await crypto.subtle.verify("HMAC", key, bytes(signature), signed);
  } catch {
    return false; // no Base64
  }
}

const bytes = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
