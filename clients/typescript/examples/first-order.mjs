// node examples/first-order.mjs: places an order, moves it along, lists what is open.
import { HuuvaClient, Problem } from "@huuva/client";

const { HUUVA_URL = "http://127.0.0.1:8000", HUUVA_KEY } = process.env;
const client = new HuuvaClient({ baseUrl: HUUVA_URL, ...(HUUVA_KEY ? { key: HUUVA_KEY } : {}) });

const order = await client.call("placeOrder", {
  body: {
    brandId: "napoli-ovens",
    channelOrderId: `W-${Date.now()}`,
    items: [{ plu: "PIZ-01", name: "Margherita", quantity: 2, unitPrice: { amount: 1190, currency: "EUR" } }],
  },
});
console.log(order.status, order.total?.amount);

const begun = await client.call("moveOrder", {
  path: { order_id: order.id },
  header: { "if-match": `"${order.version}"` },
  body: { status: "PREPARING" },
});
console.log(begun.status, begun.items.map((item) => item.status).join());

try {
  await client.call("moveOrder", { path: { order_id: order.id }, body: { status: "RECEIVED" } });
} catch (refusal) {
  if (!(refusal instanceof Problem)) throw refusal;
  console.log(refusal.status, refusal.code);
}

for await (const each of client.each("listOrders", { query: { status: ["PREPARING"], limit: 50 } })) {
  if (each.id === order.id) console.log("listed", each.channelOrderId === order.channelOrderId);
}
