// Speaks to the sandbox's server; every call answers an object with `ok`, whatever happened on the way.

async function call(path, body) {
  const options = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  try {
    const response = await fetch(path, options);
    return await response.json();
  } catch {
    return { ok: false, error: "The sandbox does not answer. Is it still running?" };
  }
}

/** The calls of one person. */
export class Server {
  constructor(person) {
    this.person = person;
  }

  /** Everything this person may see, or null when the server does not answer. */
  async state() {
    try {
      const response = await fetch(`/page/state?as=${encodeURIComponent(this.person)}`);
      return response.ok ? await response.json() : null;
    } catch {
      return null;
    }
  }

  say(channel, text, thread) {
    return call("/page/say", { as: this.person, channel, text, ...(thread ? { thread_ts: thread } : {}) });
  }

  press(container, action) {
    return call("/page/press", { as: this.person, container, action });
  }

  submit(view, values) {
    return call("/page/submit", { as: this.person, view_id: view, values });
  }

  close(view) {
    return call("/page/close", { as: this.person, view_id: view });
  }

  openHome() {
    return call("/page/open_home", { as: this.person });
  }

  read(channel) {
    return call("/page/read", { as: this.person, channel });
  }
}
