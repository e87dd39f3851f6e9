// What the tests let the TypeScript client do; scenarios.py is the same for Python.
import { HuuvaClient, Problem, verify, WebhookRefused } from "../../clients/typescript/dist/index.js";

const SCENARIOS = {
  async *place(client, body) {
    yield (await client.call("placeOrder", { body })).id;
  },
  async *add_items(client, order_id, body) {
    yield (await client.call("addItems", { path: { order_id }, body })).items.length;
  },
  async *move(client, order_id, status, version) {
    const header = version === null ? {} : { "if-match": `"${version}"` };
    yield (await client.call("moveOrder", { path: { order_id }, header, body: { status } })).status;
  },
  async *add_endpoint(client, body) {
    yield (await client.call("addWebhookEndpoint", { body })).url;
  },
  async *listed(client, locationId, limit) {
    for await (const order of client.each("listOrders", { query: { locationId, limit } })) yield order.channelOrderId;
  },
  async *remove_endpoint(client, endpoint_id) {
    await client.call("removeWebhookEndpoint", { path: { endpoint_id } });
    yield "removed";
  },
  async *follow(client, locationId, after) {
    for await (const followed of client.follow({ locationId, ...(after === null ? {} : { after }) })) {
      const { kind, cursor } = followed;
      yield { kind, cursor, type: kind === "event" ? followed.event.type : null };
    }
  },
  async *verified(_, ...signed) {
    for (const [secrets, headers, body] of signed) {
      const refused = (failure) => {
        if (!(failure instanceof WebhookRefused)) throw failure;
        return { type: null };
      };
      yield (await verify(secrets, headers, body).catch(refused)).type;
    }
  },
};

const [scenario, baseUrl, given] = process.argv.slice(2);
const client = new HuuvaClient({ baseUrl, key: "hvk_live_any", backOffMs: 50, longestWaitMs: 2000, silenceMs: 1000 });
const tell = (told) => console.log(JSON.stringify(told));
try {
  for await (const told of SCENARIOS[scenario](client, ...JSON.parse(given))) tell(told);
} catch (failure) {
  if (failure instanceof Problem) {
    tell({ problem: [failure.status, failure.code, failure.errors.map(({ pointer }) => pointer)] });
  } else if (failure instanceof TypeError && failure.message === "fetch failed") tell({ lost: true });
  else throw failure;
}
