// What one person sees of the workspace: the server's state, kept up to date by the feed.

const KINDS = ["message", "changed", "deleted", "modal", "home", "toast", "prompts", "channel", "step"];

/** Tells its listeners of each change by the kind of it: state (a whole new one), or what the feed said. */
export class Workspace extends EventTarget {
  constructor(state) {
    super();
    this.replace(state);
  }

  /** Takes a whole new state, as after a broken line. */
  replace(state) {
    Object.assign(this, { team: state.team, me: state.me, app: state.app, channels: state.channels });
    this.users = new Map(state.users.map((user) => [user.id, user]));
    this.messages = new Map(Object.entries(state.messages).map(([id, list]) => [id, [...list].sort(byTime)]));
    this.home = state.home;
    this.modals = state.modals;
    this.shortcuts = state.shortcuts ?? [];
    this.steps = state.workflow_steps ?? [];
    this.runs = state.step_runs ?? [];
    this.prompts = state.prompts ?? null;
    this.isAgent = state.is_agent ?? false;
    this.tell("state");
  }

  /** Takes one thing that the feed said. */
  hear(event) {
    if (event.type === "message" || event.type === "changed") this.put(event.channel, event.message);
    if (event.type === "deleted") this.drop(event.channel, event.ts);
    if (event.type === "modal") this.modals = event.stack;
    if (event.type === "home") this.home = event.view;
    if (event.type === "prompts") this.prompts = event.prompts;
    if (event.type === "channel") this.channels = this.channels.map((each) => (each.id === event.channel.id ? event.channel : each));
    if (event.type === "step") this.runs = [...this.runs.filter((run) => run.id !== event.run.id), event.run];
    this.tell(event.type, event);
  }

  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Resolves with the next thing that the feed says, or after so many milliseconds. */
  nextChange(longest) {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        KINDS.forEach((kind) => this.removeEventListener(kind, done));
        resolve();
      };
      const timer = setTimeout(done, longest);
      KINDS.forEach((kind) => this.addEventListener(kind, done));
    });
  }

  put(channel, message) {
    const list = this.messages.get(channel) ?? [];
    const at = list.findIndex((old) => old.ts === message.ts);
    if (at >= 0) list[at] = message;
    else list.push(message);
    this.messages.set(channel, list.sort(byTime));
  }

  drop(channel, ts) {
    const list = this.messages.get(channel) ?? [];
    this.messages.set(channel, list.filter((message) => message.ts !== ts));
  }

  channel(id) {
    return this.channels.find((channel) => channel.id === id) ?? null;
  }

  user(id) {
    return this.users.get(id) ?? { id, name: id, real_name: id, is_bot: false };
  }

  people() {
    return [...this.users.values()].filter((user) => !this.isApp(user.id));
  }

  isApp(id) {
    return id === this.app.user_id || this.user(id).is_bot;
  }

  /** Who wrote a message; an app's message may carry only its bot id. */
  author(message) {
    if (message.user && this.users.has(message.user)) return this.user(message.user);
    return { id: this.app.user_id, name: this.app.name, real_name: this.app.name, is_bot: true };
  }

  /** The other one in a direct conversation. */
  partner(channel) {
    const other = channel.members.find((id) => id !== this.me) ?? this.me;
    return this.isApp(other) ? { ...this.user(other), real_name: this.app.name, is_bot: true } : this.user(other);
  }

  /** The conversation with the app. */
  appChannel() {
    return this.channels.find((channel) => channel.kind === "im" && channel.members.includes(this.app.user_id)) ?? null;
  }

  labelOf(channel) {
    return channel.kind === "channel" ? `#${channel.name}` : this.titleOf(channel);
  }

  titleOf(channel) {
    return channel.kind === "im" ? this.partner(channel).real_name : channel.name;
  }

  /** Messages of the channel itself, without the replies in threads. */
  topMessages(channel) {
    return (this.messages.get(channel) ?? []).filter((message) => !isReply(message));
  }

  /** Replies in a thread, oldest first. */
  replies(channel, thread) {
    return (this.messages.get(channel) ?? []).filter((message) => message.thread_ts === thread && isReply(message));
  }

  message(channel, ts) {
    return (this.messages.get(channel) ?? []).find((message) => message.ts === ts) ?? null;
  }

  /** What drawn text needs to know of users and channels. */
  get names() {
    return {
      me: this.me,
      user: (id) => (id === this.app.user_id ? this.app.name : this.user(id).real_name),
      channel: (id) => this.channel(id)?.name ?? id,
      people: () => this.people().map((user) => ({ id: user.id, label: user.is_guest ? `${user.real_name} (guest)` : user.real_name })),
      conversations: (filter) => this.channels.filter((each) => isWanted(each, filter)).map((each) => ({ id: each.id, label: this.labelOf(each) })),
      here: () => this.here,
    };
  }
}

/** A message that stands in a thread below another. */
export function isReply(message) {
  return Boolean(message.thread_ts) && message.thread_ts !== message.ts;
}

function isWanted(channel, { include, exclude_bot_users: noBots = false }) {
  const kind = channel.kind === "im" ? "im" : "public";
  return (include?.includes(kind) ?? true) && !(noBots && kind === "im");
}

function byTime(one, other) {
  return one.ts.length - other.ts.length || (one.ts < other.ts ? -1 : Number(one.ts > other.ts));
}
