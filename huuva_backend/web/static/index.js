// The page /: how the server is, asked as long as somebody looks.

import { Refusal, ask } from "./api.js";
import { byId, write } from "./dom.js";

const EVERY = 5000;

async function look() {
  if (!document.hidden) await tell();
  setTimeout(look, EVERY);
}

async function tell() {
  try {
    await ask("/readyz");
    show("ready", "Ready");
  } catch (error) {
    show(error instanceof Refusal ? "refused" : "lost", error.message);
  }
}

function show(health, text) {
  byId("health").dataset.health = health;
  write(byId("health"), text);
}

look();
