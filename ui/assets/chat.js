// The conversation: asks, shows, keeps, and brings back what was kept.
import "./page.js";
import { Composer } from "./composer.js";
import { FeedbackDialog } from "./feedback.js";
import { ServerFault, call } from "./server.js";
import { Situation } from "./situation.js";
import { SourcePanel } from "./source.js";
import { read, remove, write } from "./store.js";
import { TurnView } from "./turn.js";

const KEPT_TURNS = 60;
const HISTORY_TURNS = 4;
const HAS_KEYBOARD = matchMedia("(pointer: fine)");
const FAULT = "The assistant cannot answer at the moment. Your question is kept here; please ask again.";

const turns = document.getElementById("turns");
const live = document.getElementById("live");
const undo = document.getElementById("undo");
const views = [];
let running = null; // AbortController of the answer that is being made
let editing = null; // view whose question is in the field

const situation = new Situation();
const feedback = new FeedbackDialog();
const panel = new SourcePanel(document.getElementById("beside"), (id) => views.find((view) => view.record.id === id));
const composer = new Composer({ onAsk: begin, onStop: () => running?.abort() });

function begin(question) {
  if (editing) {
    for (const view of views.splice(views.indexOf(editing))) view.root.remove();
    edit(null);
  }
  const view = add({ id: newId(), question });
  ask(view);
}

async function ask(view) {
  const before = views.slice(0, views.indexOf(view));
  Object.assign(view.record, { answer: undefined, fault: undefined, situation: undefined });
  keep();
  panel.dismiss();
  view.begin();
  // With a keyboard the next question can be typed at once; on a phone the keyboard gives way to the answer.
  if (HAS_KEYBOARD.matches) composer.focus();
  else document.activeElement?.blur();
  if (before.length) view.root.scrollIntoView({ block: "start", behavior: "instant" });
  else scrollTo({ top: 0, behavior: "instant" });
  running = new AbortController();
  composer.busy(true);
  live.textContent = "Searching the sources.";
  try {
    await receive(view, call("page_chat", [view.record.question, history(before), situation.facts], running.signal));
  } catch (error) {
    if (error.name === "AbortError") view.record.fault = "Stopped. The question is kept; you can ask it again.";
    else if (error instanceof ServerFault) view.record.fault = error.message;
    else {
      view.record.fault = FAULT;
      console.error(error);
    }
  } finally {
    running = null;
    composer.busy(false);
  }
  finish(view);
}

async function receive(view, events) {
  for await (const event of events) {
    if (event?.type === "stage") view.stage(event.label);
    else if (event?.type === "queued") view.queued(event.position);
    else if (event?.type === "statement") view.statement(event.html);
    else if (event?.type === "fault") view.record.fault = event.message;
    else if (event?.type === "answer") view.record.answer = event;
  }
  if (!view.record.answer && !view.record.fault) view.record.fault = FAULT;
}

function finish(view) {
  view.record.situation = view.record.answer?.situation ?? undefined;
  const shown = new TurnView(view.record);
  views[views.indexOf(view)] = shown;
  view.root.replaceWith(shown.root);
  live.textContent = view.record.answer?.announcement ?? `No answer. ${view.record.fault}`;
  keep();
}

function add(record) {
  const view = new TurnView(record);
  views.push(view);
  turns.append(view.root);
  arrange();
  return view;
}

function arrange() {
  document.getElementById("welcome").hidden = views.length > 0;
  document.getElementById("conversation-head").hidden = views.length === 0;
  if (views.length) undo.hidden = true;
}

function keep() {
  const records = views.map((view) => view.record).slice(-KEPT_TURNS);
  // A full storage gives up the oldest answers first.
  while (records.length && !write("conversation", { version: 1, turns: records })) records.shift();
}

function history(before) {
  return before.filter((view) => view.record.answer).slice(-HISTORY_TURNS)
    .flatMap(({ record }) => [["user", record.question], ["assistant", record.answer.text]]);
}

function newId() {
  return Date.now().toString(36) + Math.random().toString(36).slice(2, 6);
}

function edit(view) {
  editing = view;
  document.getElementById("editing").hidden = !view;
  if (view) {
    composer.text = view.record.question;
    composer.focus();
  }
}

async function copy(text, said) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // No clipboard without a secure connection: the old way through a field.
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  live.textContent = said;
}

const actions = {
  copy: (view, button) => confirmOn(button, "Copied", copy(view.record.answer.markdown, "The answer was copied with its sources.")),
  link: (view, button) => confirmOn(button, "Copied",
    copy(`${location.origin}/?q=${encodeURIComponent(view.record.question)}`, "A link to the question was copied.")),
  again: (view) => running || ask(view),
  edit: (view) => running || edit(view),
};

async function confirmOn(button, text, work) {
  const before = button.textContent;
  await work;
  button.textContent = text;
  setTimeout(() => (button.textContent = before), 2000);
}

turns.addEventListener("click", (event) => {
  const view = views.find((candidate) => candidate.root.contains(event.target));
  const source = event.target.closest("[data-source]");
  const button = event.target.closest("[data-action]");
  if (source && view) {
    event.preventDefault();
    if (view.record.answer?.sources[source.dataset.source]) panel.enter(view.record.id, source.dataset.source);
  } else if (button && view) {
    const { action } = button.dataset;
    if (action in actions) actions[action](view, button);
    else feedback.open(view.record, action);
  }
});

document.getElementById("welcome").addEventListener("click", (event) => {
  const starter = event.target.closest(".starter");
  if (!starter || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  begin(starter.dataset.question);
});

document.getElementById("editing-cancel").addEventListener("click", () => {
  edit(null);
  composer.text = "";
});

document.getElementById("save-markdown").addEventListener("click", () => {
  const parts = views.filter((view) => view.record.answer).map((view) => view.record.answer.markdown);
  const text = ["# Conversation with the ECFMG assistant (independent, not ECFMG)", ...parts].join("\n\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text, "\n"], { type: "text/markdown" }));
  link.download = "ecfmg-conversation.md";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
});

document.getElementById("print").addEventListener("click", () => print());

let removed = [];
document.getElementById("start-over").addEventListener("click", () => {
  running?.abort();
  removed = views.splice(0).map((view) => view.record);
  panel.dismiss();
  turns.replaceChildren();
  edit(null);
  remove("conversation");
  arrange();
  undo.hidden = false;
  composer.focus();
});
undo.querySelector("button").addEventListener("click", () => {
  removed.forEach(add);
  keep();
});

const kept = read("conversation", null);
if (kept?.version === 1 && Array.isArray(kept.turns)) kept.turns.forEach(add);
const prefilled = new URLSearchParams(location.search).get("q");
if (prefilled) {
  composer.text = prefilled;
  composer.focus();
}
if (location.hash) panel.follow(location.hash);
document.documentElement.dataset.ready = "true";
