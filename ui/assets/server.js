// Calls an endpoint of Gradio's HTTP API and yields what it sends, one value after another.

export class ServerFault extends Error {}

const UNREACHABLE = "The server cannot be reached. Your question is kept here; ask again when you are back online.";
const BUSY = "Very many people are asking right now. Please try again in a minute.";
const BROKEN = "The assistant cannot answer at the moment. Your question is kept here; please ask again.";

export async function* call(endpoint, data, signal) {
  const { event_id: id } = await (await request(`/gradio_api/call/${endpoint}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ data }),
    signal,
  })).json();
  const response = await request(`/gradio_api/call/${endpoint}/${id}`, { signal });
  for await (const { event, data: value } of messages(response.body)) {
    if (event === "error") throw new ServerFault(value?.error ?? BROKEN);
    if (event === "generating" || event === "complete") yield value?.[0];
  }
}

/** The one value of an endpoint that does not stream. */
export async function result(endpoint, data) {
  let last;
  for await (const value of call(endpoint, data)) last = value;
  return last;
}

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ServerFault(UNREACHABLE);
  }
  if (response.status === 503) throw new ServerFault(BUSY);
  if (!response.ok) throw new ServerFault(BROKEN);
  return response;
}

/** Server-sent events: blocks of «event:» and «data:» lines, an empty line after each. */
async function* messages(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      waiting += value;
      const blocks = waiting.split("\n\n");
      waiting = blocks.pop();
      for (const block of blocks) {
        const lines = block.split("\n");
        const text = (name) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
        yield { event: text("event"), data: JSON.parse(text("data") ?? "null") };
      }
    }
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ServerFault(UNREACHABLE);
  } finally {
    reader.cancel().catch(() => {});
  }
}
