// HUUVA_SECRET=whsec_… node examples/receive.mjs: takes webhooks at port 9000.
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { verify, WebhookRefused } from "@huuva/client";

const { HUUVA_SECRET = "", PORT = "9000" } = process.env;

createServer(async (request, response) => {
  try {
    const message = await verify(HUUVA_SECRET.split(","), request.headers, await text(request));
    const { type, data } = message;
    if ("orderId" in data) console.log(type, data.channelOrderId, data.orderStatus);
    else console.log(type);
    response.writeHead(204).end();
  } catch (failure) {
    response.writeHead(failure instanceof WebhookRefused ? 401 : 500).end();
  }
}).listen(Number(PORT), "127.0.0.1", () => console.log("listening"));
