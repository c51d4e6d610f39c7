// Speaks to the sandbox's server; every call answers an object with `ok`, whatever happened on the way.

function call(path, body) {
  return send(path, { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

async function send(path, options) {
  try {
    const response = await fetch(path, { method: "POST", ...options });
    if (response.status === 413) return { ok: false, error: "That file is too large for the sandbox." };
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

  press(container, action, values = {}) {
    return call("/page/press", { as: this.person, container, action, values });
  }

  submit(view, values) {
    return call("/page/submit", { as: this.person, view_id: view, values });
  }

  /** Closes a view, or with `everything` the whole stack that it stands on. */
  close(view, { everything = false } = {}) {
    return call("/page/close", { as: this.person, view_id: view, ...(everything ? { everything } : {}) });
  }

  /** Tells that the app's `home` or `messages` tab was opened. */
  openTab(tab) {
    return call("/page/open_home", { as: this.person, tab });
  }

  /** Runs a global shortcut, or with a message the message's. */
  shortcut(callback, place = {}) {
    return call("/page/shortcut", { as: this.person, callback_id: callback, ...place });
  }

  /** Uploads files; `place` ({channel, text, thread_ts}) shares them there, in one message. */
  upload(files, place = {}) {
    const body = new FormData();
    for (const [name, value] of Object.entries({ as: this.person, ...place })) if (value) body.append(name, value);
    for (const file of files) body.append("file", file, file.name);
    return send("/page/upload", { body });
  }

  /** Brings the app into a channel. */
  join(channel) {
    return call("/page/join", { as: this.person, channel });
  }

  /** Takes the app out of a channel. */
  kick(channel) {
    return call("/page/kick", { as: this.person, channel });
  }

  /** Runs a step of a workflow. */
  step(callback, inputs) {
    return call("/page/step", { as: this.person, callback_id: callback, inputs });
  }

  /** Stops an agent that is at work in a thread. */
  stop(channel, thread) {
    return call("/page/stop", { as: this.person, channel, thread_ts: thread });
  }

  read(channel) {
    return call("/page/read", { as: this.person, channel });
  }
}
