/** One message of a stream of server-sent events. */
export interface Message {
  /** The last `id` that was given, in this message or before. */
  readonly id: string;
  readonly event: string;
  /** Null where it only gives an `id`. */
  readonly data: string | null;
  /** What `retry` says, if it was said. */
  readonly retryMs: number | null;
}

/** As the HTML standard parses them, but that messages without data are told too, for their `id`. */
export async function* messages(body: ReadableStream<Uint8Array>, onBytes: () => void): AsyncGenerator<Message> {
  let id = "";
  let event = "message";
  let data: string[] = [];
  let retryMs: number | null = null;
  for await (const line of lines(body, onBytes)) {
    if (line === "") {
      yield { id, event, data: data.length ? data.join("\n") : null, retryMs };
      [event, data, retryMs] = ["message", [], null];
      continue;
    }
    const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === "data") data.push(value);
    else if (field === "event") event = value;
    else if (field === "id" && !value.includes("\0")) id = value;
    else if (field === "retry" && /^\d+$/.test(value)) retryMs = Number(value);
  }
}

async function* lines(body: ReadableStream<Uint8Array>, onBytes: () => void): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return; // what is not a whole line was not said
      onBytes();
      const parts = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = parts.pop() ?? "";
      for (const part of parts) yield part.replace(/\r$/, "");
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
