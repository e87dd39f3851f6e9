export { HuuvaClient, type Options } from "./client.js";
export type { Followed } from "./following.js";
export { Problem } from "./problem.js";
export type { Patience } from "./retrying.js";
export type { InputOf, ItemOf, OperationName, OutputOf, PagedName, Schemas } from "./types.js";
export { verify, WebhookRefused, type WebhookMessage } from "./webhooks.js";
