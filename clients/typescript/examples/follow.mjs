// node examples/follow.mjs [cursor]: prints what happens at a location. Ctrl-C ends it, the cursor goes on.
import { HuuvaClient } from "@huuva/client";

const { HUUVA_URL = "http://127.0.0.1:8000", HUUVA_KEY } = process.env;
const client = new HuuvaClient({ baseUrl: HUUVA_URL, ...(HUUVA_KEY ? { key: HUUVA_KEY } : {}) });

const after = process.argv[2];
for await (const followed of client.follow({ locationId: "main", ...(after ? { after } : {}) })) {
  if (followed.kind === "reset") {
    const { tickets, asOf } = await client.call("listTickets", { query: { locationId: "main" } });
    console.log("begin anew:", tickets.length, "tickets as of", asOf);
  } else {
    console.log(followed.cursor, followed.event.type, followed.event.orderStatus);
  }
}
