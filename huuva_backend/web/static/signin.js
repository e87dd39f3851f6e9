// The page /sign-in: somebody brings a key once; it goes into a cookie that no script can read.

import { Refusal, ask } from "./api.js";
import { byId, write } from "./dom.js";

async function look() {
  try {
    show(await ask("/api/session"));
  } catch (error) {
    show(null);
    if (!(error instanceof Refusal)) write(byId("self"), error.message);
  }
}

function show(self) {
  const known = Boolean(self && self.name);
  byId("sign-out").hidden = !known;
  if (known) write(byId("self"), `Signed in as ${self.name}`);
  else write(byId("self"), self ? "Nobody is asked for a key here" : "Not signed in");
}

async function signIn(event) {
  event.preventDefault();
  const key = byId("key").value.trim();
  try {
    await ask("/api/session", { method: "POST", body: { key } });
    byId("key").value = "";
    write(byId("refused"), "");
  } catch (error) {
    write(byId("refused"), error.message);
  }
  await look();
}

async function signOut() {
  await ask("/api/session", { method: "DELETE" }).catch((error) => write(byId("refused"), error.message));
  await look();
}

byId("sign-in").addEventListener("submit", signIn);
byId("sign-out").addEventListener("click", signOut);
look();
